"""Somebody leaves: nobody signs in as them any more, and whoever hands out their work hears what is left of it."""

from django.urls import reverse

from accounts.acting import for_the_service, one_act
from accounts.models import Invitation, User
from accounts.roles import Role
from alerts.actions import raise_alert
from alerts.audiences import Recipient
from alerts.kinds import Kind as News
from audit.trail import record
from iss.models import PartnerFile
from iss.statuses import HerStatus
from programme.models import Group
from referrals.following import followed_by
from referrals.models import Referral
from timescales.words import count

from . import sessions


@one_act
def close_account(person, *, by, at, why="left"):
    """Close an account whose person goes, or is not seen any more. True for whoever closed it.

    Its sessions end at once, its invitations work no more, and those who hand out work are told.
    """
    if not User.objects.working().filter(pk=person.pk).update(is_active=False):
        return False
    person.is_active = False
    shut_out(person, by=by, at=at)
    record("person.closed", person, by=by, at=at, why=why)
    tell_of_work_left(person, by=by, at=at)
    return True


def shut_out(person, *, by, at):
    """Nothing that was open to them is open any more."""
    Invitation.objects.filter(person=person, used_at=None, withdrawn_at=None).update(withdrawn_at=at)
    sessions.end_all(person, why=sessions.Why.DISABLED, by=by, at=at)


@one_act
def open_again(person, *, by, at):
    """The time of not being used counts from now on."""
    User.objects.filter(pk=person.pk).update(is_active=True, opened_again_at=at, warned_unused_at=None)
    record("person.opened_again", person, by=by, at=at)


def work_of(person):
    """[(number, what it is, whose affair it is, the page where it is handed over)], without what there is none of."""
    held = Referral.objects.open().filter(holder=person).count()
    hers = PartnerFile.objects.filter(worker=person).exclude(status=HerStatus.CLOSED).count()
    groups = (Group.objects.filter(lead_man=person) | Group.objects.filter(lead_woman=person)).count()
    found = (
        (followed_by(person).count(), "referral", Role.MANAGER, reverse("reassign_from", args=[person.pk])),
        (held, "open referral", Role.MANAGER, reverse("referrals")),
        (hers, "open ISS file", Role.ISS_MANAGER, reverse("her_files")),
        (groups, "group", Role.MANAGER, reverse("groups")),
    )
    return [line for line in found if line[0]]


def tell_of_work_left(person, *, by, at):
    """In the same transaction: who hands it out hears how much there is, and where. Nobody hears of the other side's."""
    for number, what, role, page in work_of(person):
        kind = News.REFERRER_LEFT if "reassign" in page else News.COLLEAGUE_LEFT
        because = f"{person.name} no longer follows them. Until they are reassigned, the team is told."
        if kind == News.COLLEAGUE_LEFT:
            because = f"{person.name} no longer works here: {count(number, what)} still in this name."
        managers = User.objects.in_role(role)
        if role == Role.ISS_MANAGER:
            managers = managers.of(person.organisation)
        to = [Recipient(manager, count(number, what), page) for manager in managers]
        key = f"{kind}:{what}:{person.pk}:{at.isoformat()}"
        raise_alert(kind, about=person, to=to, because=because, key=key, at=at, by=by)


@for_the_service("what hangs on somebody who has left, in counts")
def left_behind(person):
    """What still hangs on somebody who no longer works here, in sentences with counts only."""
    words = {
        "referral": "{} not over in this name: until somebody follows them, the team is told. "
        "Choose Reassign referrals.",
        "open referral": "{} still in this name: until somebody takes over, everybody of the area is told.",
        "open ISS file": "{} still in this name: a manager of the provider gives them to somebody else.",
        "group": "{} still led by this person: name another facilitator.",
    }
    return [words[what].format(count(number, what)) for number, what, *_ in work_of(person)]
