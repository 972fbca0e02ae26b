"""Who owes somebody a copy of their record: the officer, and the managers of those who hold it."""

from accounts.models import User
from accounts.roles import Role
from alerts.audiences import Recipient


def keepers(request):
    """His: the managers of My Time. Hers: those of her service. And the data-protection officer."""
    people = User.objects.in_role(Role.DPO)
    if request.is_his:
        people |= User.objects.in_role(Role.MANAGER)
    else:
        people |= User.objects.in_role(Role.ISS_MANAGER).of(request.file.provider)
    return _recipients(request, people)


def checkers(request):
    """Who may check what one of them has prepared: hers stays within her service."""
    if request.is_his:
        return keepers(request)
    service = User.objects.in_role(Role.ISS_MANAGER, Role.ISS_WORKER).of(request.file.provider)
    return _recipients(request, service)


def _recipients(request, people):
    return [
        Recipient(person, request.reference, request.get_absolute_url()) for person in people.order_by("pk")
    ]


def owners(deadline):
    return keepers(deadline.request)


told_of_a_miss = owners


def is_owed(deadline):
    return not (deadline.request.released_at or deadline.request.ended_at)
