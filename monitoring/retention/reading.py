"""What became of a reference."""

from django.utils.timezone import localtime

from accounts.identity import SYSTEM, acting_as
from accounts.roles import Permission, Role
from iss.models import PartnerFile
from iss.statuses import HerStatus
from monitoring.models import Destruction
from referrals.models import Referral


def record_of(reference, user):
    """The file of this reference that ``user`` decides on, or None; never one of the other side. Read as the service."""
    with acting_as(SYSTEM):
        return _record_of(reference, user)


def _record_of(reference, user):
    reference, officer = reference.strip().upper(), user.role == Role.DPO
    his = Referral.objects.filter(reference=reference).first()
    if his and (officer or not user.may(Permission.SEE_HER_FILES)):
        return his
    hers = PartnerFile.objects.filter(reference=reference).exclude(status=HerStatus.HELD).first()
    if hers and (
        officer or (user.may(Permission.SEE_HER_FILES) and hers.provider_id == user.organisation_id)
    ):
        return hers
    return None


def answer(reference, user):
    """In words: what became of the record, as far as ``user`` decides on it."""
    record = record_of(reference, user)
    if record is None:
        return "There is no file with this reference here."
    key = "referral" if isinstance(record, Referral) else "file"
    done = Destruction.objects.filter(**{key: record}, kept_until=None).select_related("rule", "by").first()
    if done:
        return (
            f"{record.reference} was destroyed on {localtime(done.at):%-d %B %Y} by {done.by.name}, under: "
            f"{done.rule} ({done.rule.basis})."
        )
    if record.destroyed_at:
        return f"{record.reference} was a duplicate and was destroyed with the file it was merged into."
    return f"{record.reference} is held."
