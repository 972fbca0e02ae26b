"""What became of a reference."""

from django.utils.timezone import localtime

from accounts.acting import for_the_service
from accounts.roles import Permission, Role
from iss.models import PartnerFile
from iss.statuses import HerStatus
from monitoring.models import Destruction, Hold
from referrals.models import Referral

SHOWN = 50


@for_the_service("the officer decides on files that they do not see; the reader asks for itself who may")
def record_of(reference, user):
    """The file of this reference that ``user`` decides on, or None; never one of the other side."""
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


@for_the_service("references of what is held and was destroyed, to those who decide on it")
def held_and_decided(user):
    """(Holds that stand, decisions), the latest of each: with their references, also of files that are not seen."""
    holds = Hold.objects.visible_to(user).filter(lifted_at=None).select_related("referral", "file", "by")
    done = Destruction.objects.visible_to(user).select_related("referral", "file", "by", "rule")
    return list(holds.order_by("-at")[:SHOWN]), list(done.order_by("-at", "-pk")[:SHOWN])


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
