"""Another social worker follows a referral: a colleague takes it over, or all of a leaver's go to somebody."""

from django.urls import reverse

from accounts.acting import one_act
from accounts.models import User
from accounts.refusal import Refused
from accounts.roles import Permission
from alerts.actions import raise_alert
from alerts.audiences import Recipient
from alerts.kinds import Kind
from audit.trail import record
from referrals.following import followed_by, may_follow_for, of_organisation
from referrals.models import Handover, Referral
from referrals.statuses import Status
from timescales.words import count


@one_act
def take_over(referral, *, by, at):
    """A colleague of the team follows the referral from now on. Whoever followed it before is told."""
    found = Referral.objects.select_for_update(of=("self",)).filter(pk=referral.pk).first()
    if found is None or not Referral.objects.visible_to(by).filter(pk=found.pk).exists():
        raise Refused("Your team no longer follows this referral.")
    if found.referrer_id == by.pk:
        raise Refused("You follow this referral already.")
    if found.status == Status.MERGED:
        raise Refused("This was a duplicate: there is nothing left to follow.")
    if found.referrer_id != referral.referrer_id:
        raise Refused(f"{found.referrer} has just taken this referral over. Speak with them first.")
    was = found.referrer
    _hand_over([found], was=was, to=by, by=by, at=at)
    if was and was.may(Permission.ANSWER_RETURN):
        told = [Recipient(was, found.reference, found.get_absolute_url())]
        because = f"{by.name} has taken it over from you."
        raise_alert(Kind.REFERRER_CHANGED, about=found, to=told, because=because, at=at, by=by)


@one_act
def give_all(leaver, *, to, came_from=None, by, at):
    """All referrals that ``leaver`` follows and that are not over go to ``to``; each person is told once, of all.

    ``came_from``: only those that this other person followed before. What a colleague has taken over meanwhile stays
    with that colleague. How many were given.
    """
    if not by.may(Permission.REASSIGN):
        raise Refused("You may not give a social worker’s referrals to another.")
    # Whoever takes the files on does not leave at the same moment.
    to = User.objects.select_for_update(of=("self",)).select_related("organisation").get(pk=to.pk)
    if not may_follow_for(leaver).filter(pk=to.pk).exists():
        raise Refused(f"{to} is not a social worker of the same children’s services.")
    theirs = of_organisation(followed_by(leaver, came_from=came_from), to.organisation)
    found = list(theirs.select_for_update(of=("self",)).order_by("pk"))
    if not found:
        raise Refused(f"Nothing is left to give: {leaver} follows no open referral any more.")
    _hand_over(found, was=leaver, to=to, by=by, at=at)
    _tell(leaver, to, len(found), by=by, at=at)
    return len(found)


def _hand_over(referrals, *, was, to, by, at):
    Referral.objects.filter(pk__in=[r.pk for r in referrals]).update(referrer=to, team=to.team_id)
    Handover.objects.bulk_create(
        Handover(referral=referral, was=was, now=to, at=at, by=by) for referral in referrals
    )
    for referral in referrals:
        record("referral.handed_over", referral, by=by, at=at, was=was.pk if was else None, now=to.pk)


def _tell(leaver, to, number, *, by, at):
    """One notice for each, however many referrals: a mail says how many, and where to look."""
    reference, page = count(number, "referral"), reverse("referrals")
    given = Recipient(to, reference, f"{page}?whose=me")
    because = f"They were followed by {leaver.name}, and are yours now: {reference}."
    raise_alert(Kind.REFERRALS_GIVEN, about=to, to=[given], because=because, at=at, by=by)
    if leaver.may(Permission.ANSWER_RETURN):
        told = [Recipient(leaver, reference, page)]
        because = f"{to.name} follows them from now on: {reference}."
        raise_alert(Kind.REFERRER_CHANGED, about=leaver, to=told, because=because, at=at, by=by)
