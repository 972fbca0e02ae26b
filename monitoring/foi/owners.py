"""Who owes the answer to a request: those of the commissioner who answer them."""

from accounts.models import User
from accounts.roles import GRANTS, Permission
from alerts.audiences import Recipient


def owners(deadline):
    request = deadline.request
    roles = [role for role, may in GRANTS.items() if Permission.ANSWER_FOI in may]
    people = User.objects.in_role(*roles).order_by("pk")
    return [Recipient(person, request.reference, request.get_absolute_url()) for person in people]


told_of_a_miss = owners


def is_owed(deadline):
    return not deadline.request.outcome
