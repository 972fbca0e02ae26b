"""Who is reminded of what was agreed at the table, and who is told when it is late."""

from accounts.models import User
from accounts.once import once
from accounts.roles import Role
from alerts.audiences import Recipient
from joint.actions.tasks import owner_of
from joint.pairing import ISS_ROLES


def owners(deadline):
    """Whoever it was given to; the managers of that side where that person has left."""
    if deadline.action.owner.is_active:
        return [owner_of(deadline.action)]
    return _managers(deadline.action)


def told_of_a_miss(deadline):
    """The owner, and the managers of the owner's own side: nobody of the other."""
    return [*owners(deadline), *_managers(deadline.action)]


def _managers(action):
    role = Role.ISS_MANAGER if action.owner.role in ISS_ROLES else Role.MANAGER
    people = once(_working, role, action.owner.organisation_id)
    return [Recipient(person, action.reference, action.get_absolute_url()) for person in people]


def _working(role, organisation_id):
    return User.objects.in_role(role).of(organisation_id)


def is_owed(deadline):
    return not deadline.action.outcome
