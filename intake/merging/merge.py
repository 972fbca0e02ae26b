"""Merge two referrals of one man, or make the men of two referrals one. Everything that changes is recorded."""

from accounts.acting import one_act
from accounts.refusal import Refused
from alerts.actions import raise_alert
from alerts.audiences import Audience
from alerts.kinds import Kind
from audit.trail import record
from intake.merged import Merge
from referrals.models import Man, NotTheSame, Referral
from referrals.statuses import Status

from .carrying import carry, join
from .details import proposed
from .record import changes, photograph
from .rules import why_not_join, why_not_merge


@one_act
def merge(duplicate, *, into, chosen=None, by, at):
    """What ``duplicate`` held now hangs on ``into``, and its man is the man of ``into``.

    ``chosen``: {detail: value} for the man who stays; without it, what was said last. Returns the Merge.
    """
    duplicate, into = _locked(duplicate, into)
    if why_not := why_not_merge(duplicate, into):
        raise Refused(why_not)

    def act():
        duplicate.move(Status.MERGED, by=by, at=at, merged_into=into)
        carry(duplicate, into, by=by, at=at)

    merged = _recorded(Merge.Kind.REFERRALS, duplicate, into, chosen, act, by=by, at=at)
    because = f"It goes on as {into.reference}."
    raise_alert(Kind.MERGED, about=duplicate, to=[Audience.REFERRER], because=because, at=at, by=by)
    _tell_who_has_it(into, f"What {duplicate.reference} held is now here.", by=by, at=at)
    record("referral.merged", duplicate, by=by, at=at, into=into.reference, merge=merged.pk)
    return merged


@one_act
def same_man(referral, *, other, chosen=None, by, at):
    """The man of ``referral`` is the man of ``other``, who stays; both referrals stay what they are. Returns the Merge."""
    referral, other = _locked(referral, other)
    if why_not := why_not_join(referral, other):
        raise Refused(why_not)
    merged = _recorded(Merge.Kind.MEN, referral, other, chosen, lambda: None, by=by, at=at)
    record("referral.same_man", referral, by=by, at=at, other=other.reference, merge=merged.pk)
    return merged


@one_act
def not_the_same_man(referral, *, other, by, at):
    """Somebody has compared the men of two referrals: they are two, and are not proposed again."""
    one, two = sorted((referral.man_id, other.man_id))
    if one == two:
        raise Refused("These are referrals of the same man already.")
    _, new = NotTheSame.objects.get_or_create(man_id=one, other_id=two, defaults={"at": at, "by": by})
    if new:
        record("referral.told_apart", referral, by=by, at=at, other=other.reference)


def _locked(*referrals):
    """The referrals and their men as they are now. Nobody adds anything to them until this is done.

    The men after the referrals: whoever waited here may find that they have become another man's.
    """
    pks = [referral.pk for referral in referrals]
    list(Referral.objects.select_for_update().filter(pk__in=pks).order_by("pk"))
    list(Man.objects.select_for_update().filter(referrals__in=pks).order_by("pk"))
    found = Referral.objects.select_related("man").in_bulk(pks)
    return [found[pk] for pk in pks]


def _recorded(kind, came, stayed, chosen, act, *, by, at):
    """Do ``act``, make the two men one, and keep what has changed."""
    man, into = came.man, stayed.man
    if chosen is None:
        chosen = proposed(man, into, man_is_newer=came.pk > stayed.pk)
    of = {
        "men": sorted({man.pk, into.pk}),
        "referrals": sorted(Referral.objects.filter(man__in=[man, into]).values_list("pk", flat=True)),
    }
    before = photograph(**of)
    act()
    join(man, into, chosen=chosen)
    return Merge.objects.create(
        kind=kind,
        came=came,
        stayed=stayed,
        man=into,
        changes=changes(before, photograph(**of)),
        by=by,
        at=at,
    )


def _tell_who_has_it(referral, because, *, by, at):
    if referral.is_open and referral.passed_on_at:
        to = [Audience.FACILITATORS]
        raise_alert(Kind.MERGED, about=referral, to=to, because=because, at=at, by=by)
