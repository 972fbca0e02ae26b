"""Who hears that a file was opened in an emergency, and owes the review: those who keep it, and the officer."""

from accounts.models import User
from accounts.roles import Role
from alerts.audiences import Recipient
from referrals.models import Referral

from .reading import address


def reviewers(glass):
    """The managers of the side that keeps the file, and the data-protection officer; never who opened it."""
    keepers = User.objects.in_role(Role.DPO)
    if isinstance(glass.file, Referral):
        keepers |= User.objects.in_role(Role.MANAGER)
    else:
        keepers |= User.objects.in_role(Role.ISS_MANAGER).of(glass.file.provider)
    people = keepers.exclude(pk=glass.user_id).order_by("pk")
    return [Recipient(person, glass.reference, address(glass)) for person in people]


def owners(deadline):
    return reviewers(deadline.glass)


told_of_a_miss = owners


def is_owed(deadline):
    return deadline.glass.reviewed_at is None
