"""Restrict a file to those who are named, name others, lift the restriction."""

from accounts.acting import one_act
from accounts.refusal import Refused
from accounts.roles import Permission
from alerts.actions import raise_alert
from alerts.audiences import Audience, Recipient
from alerts.kept_back import closed_among
from alerts.kinds import Kind
from alerts.models import Notice
from audit.trail import record

from .reading import has_to_be_named, may_be_named, named_on, nobody_keeps, standing


@one_act
def restrict(kept, *, because, reason, named, by, at):
    """Keep it back from all but ``named`` (people) and the managers. Mails that wait for others do not go."""
    type(kept.whose).objects.select_for_update(of=("self",)).get(pk=kept.whose.pk)
    if standing(kept):
        raise Refused("It is restricted already. Say here who else may open it.")
    _refuse(kept, named, by=by, at=at)
    restriction = kept.whose.restrictions.create(because=because, reason=reason, at=at, by=by)
    restriction.named.bulk_create(restriction.named.model(restriction=restriction, person=person, at=at, by=by)
                                  for person in named)  # fmt: skip
    _hold_mails_back(kept, named)
    _tell(Kind.RESTRICTED, kept, named, by=by, at=at)
    for file in kept.files:
        record("file.restricted", file, by=by, at=at, because=because, named=_keys(named))
    return restriction


@one_act
def name(kept, restriction, *, named, by, at):
    """From now on ``named`` may open it, and nobody named before besides."""
    restriction = type(restriction).objects.select_for_update(of=("self",)).get(pk=restriction.pk)
    if restriction.lifted_at:
        raise Refused("The restriction has been lifted.")
    _refuse(kept, named, by=by, at=at)
    before = named_on(restriction)
    new = [person for person in named if person not in before]
    gone = [person for person in before if person not in named]
    restriction.named.filter(person__in=gone, ended_at=None).update(ended_at=at, ended_by=by)
    restriction.named.bulk_create(
        restriction.named.model(restriction=restriction, person=person, at=at, by=by) for person in new
    )
    _hold_mails_back(kept, named)
    if new:
        _tell(Kind.RESTRICTED, kept, new, by=by, at=at)
    for file in kept.files:
        record("file.named", file, by=by, at=at, named=_keys(named), no_more=_keys(gone))


@one_act
def lift(kept, restriction, *, because, by, at):
    """Whoever sees it by their area, team or service sees it again."""
    _may(by)
    lifted = {"lifted_at": at, "lifted_by": by, "lifted_because": because}
    if not type(restriction).objects.in_force().filter(pk=restriction.pk).update(**lifted):
        raise Refused("The restriction has been lifted already.")
    _tell(Kind.RESTRICTION_LIFTED, kept, named_on(restriction), by=by, at=at)
    for file in kept.files:
        record("file.restriction_lifted", file, by=by, at=at)


def _may(by):
    if not by.may(Permission.RESTRICT):
        raise Refused("A manager restricts files.")


def _refuse(kept, named, *, by, at):
    _may(by)
    keys = {person.pk for person in named}
    if keys - set(may_be_named(kept, at=at).values_list("pk", flat=True)):
        raise Refused("Name only people who would see the file otherwise.")
    if missing := {who: why for who, why in has_to_be_named(kept, at=at).items() if who.pk not in keys}:
        said = "; ".join(f"{person} {why}" for person, why in missing.items())
        raise Refused(f"Name them too, or give their part to somebody else first: {said}.")
    if left := nobody_keeps(kept, keys, at=at):
        said = "; ".join(sorted({f"“{deadline.promised}”" for deadline in left}))
        raise Refused(f"Nobody whom you name would keep what is promised: {said}. Name somebody who can.")


def _hold_mails_back(kept, named):
    """What was told before and has not gone by mail yet goes to nobody to whom the file is closed now."""
    Notice.objects.filter(
        reference__in=[file.reference for file in kept.files],
        person__role__in=kept.roles,
        mailed_at=None,
    ).exclude(person__in=named).update(mail_due_at=None)
    if not kept.his:
        _hold_mails_about_him_back(kept)


def _hold_mails_about_him_back(kept):
    """Whoever met him through her file alone hears no more of him either."""
    his = kept.file.referral.reference
    waiting = Notice.objects.filter(reference=his, person__role__in=kept.roles, mailed_at=None)
    told = [(one.person, Recipient(one.person, his, "")) for one in waiting.select_related("person")]
    waiting.filter(person__in=[person for person, _ in closed_among(told)]).update(mail_due_at=None)


def _tell(kind, kept, people, *, by, at):
    """Those who are named, each of a file that they see, and the managers; never why."""
    to = [Audience.MY_TIME_MANAGERS if kept.his else Audience.ISS_MANAGERS]
    for person in people:
        seen = type(kept.file).objects.visible_to(person).filter(pk__in=[file.pk for file in kept.files])
        if file := seen.order_by("-pk").first():
            to.append(Recipient(person, file.reference, file.get_absolute_url()))
    raise_alert(kind, about=kept.file, to=to, by=by, at=at)


def _keys(people):
    return sorted(person.pk for person in people)
