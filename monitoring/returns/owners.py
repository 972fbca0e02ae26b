"""Who owes what of a quarterly return: each provider's managers its check, those who sign it the signature."""

from accounts.models import User
from accounts.roles import GRANTS, Permission
from alerts.audiences import Recipient


def owners(deadline):
    return checkers(deadline.part) if deadline.part else signers(deadline.quarterly_return)


def told_of_a_miss(deadline):
    """The owner; and of a check that is late also those who wait for it."""
    if deadline.part:
        return [*checkers(deadline.part), *signers(deadline.part.quarterly_return)]
    return signers(deadline.quarterly_return)


def is_owed(deadline):
    if deadline.part and deadline.part.checked_at:
        return False
    return not (deadline.quarterly_return or deadline.part.quarterly_return).signed_at


def checkers(part):
    return _to(part, Permission.CHECK_RETURN, organisation=part.organisation_id)


def signers(quarterly_return):
    return _to(quarterly_return, Permission.SIGN_RETURN)


def readers(study):
    """Who could look at a case study: others of its own service."""
    found = _to(study, Permission.CASE_STUDY, organisation=study.part.organisation_id)
    return [each for each in found if each.person.pk != study.by_id]


def _to(about, permission, **where):
    roles = [role for role, may in GRANTS.items() if permission in may]
    people = User.objects.in_role(*roles).filter(**where).order_by("pk")
    return [Recipient(person, about.reference, about.get_absolute_url()) for person in people]
