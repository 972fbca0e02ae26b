"""Who is told next of what the joint table passes to one service."""

from accounts.models import User
from accounts.roles import Role
from alerts.audiences import Audience, Recipient, resolves

NEW_PARTNER = "joint.newpartner"


def _recipients(partner, *roles):
    people = User.objects.in_role(*roles).of(partner.provider)
    return [Recipient(person, partner.referral.reference, partner.get_absolute_url()) for person in people]


@resolves(NEW_PARTNER, Audience.ISS_COLLEAGUES)
def colleagues(partner, at):
    return _recipients(partner, Role.ISS_WORKER)


@resolves(NEW_PARTNER, Audience.ISS_MANAGERS)
def managers(partner, at):
    return _recipients(partner, Role.ISS_MANAGER)
