"""Who is told about his file, on his side and in children's services."""

from accounts.models import User
from accounts.once import once
from accounts.roles import Role
from alerts.audiences import Audience, Recipient, resolves

HIS_FILE = "referrals.referral"


def _recipients(referral, people):
    path = referral.get_absolute_url()
    return [Recipient(person, referral.reference, path) for person in people]


@resolves(HIS_FILE, Audience.SPOC)
def spoc(referral, at):
    return _recipients(referral, once(User.objects.in_role, Role.SPOC))


@resolves(HIS_FILE, Audience.FACILITATORS)
def facilitators(referral, at):
    """Whoever holds the file; all of the area's while nobody of them does. Nobody before it is passed on."""
    if referral.passed_on_at is None and not referral.imported:
        return []
    of_the_area = once(User.objects.facilitators_of, referral.area_id)
    holder = [person for person in of_the_area if person.pk == referral.holder_id]
    return _recipients(referral, holder or of_the_area)


@resolves(HIS_FILE, Audience.MY_TIME_MANAGERS)
def my_time_managers(referral, at):
    return _recipients(referral, once(User.objects.in_role, Role.MANAGER))


@resolves(HIS_FILE, Audience.MY_TIME_COLLEAGUES)
def my_time_colleagues(referral, at):
    """All the facilitators of the area; the SPOC while he has not been passed on."""
    if referral.passed_on_at is None and not referral.imported:
        return spoc(referral, at)
    return _recipients(referral, User.objects.facilitators_of(referral.area))


@resolves(HIS_FILE, Audience.REFERRER)
def referrer(referral, at):
    """The social worker; the team when that person has left or does other work now, so that nobody's referral is forgotten."""
    if referral.is_followed:
        return _recipients(referral, [referral.referrer])
    return team(referral, at)


@resolves(HIS_FILE, Audience.REFERRING_TEAM)
def team(referral, at):
    if referral.team_id is None:
        return []
    return _recipients(referral, once(_in_team, referral.team_id))


def _in_team(team_id):
    return User.objects.in_role(Role.SOCIAL_WORKER).filter(team=team_id)
