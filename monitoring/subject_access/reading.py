"""Whose copy is asked for, by the reference of a file that whoever takes it down may speak of."""

from accounts.roles import Permission, Role
from iss.models import PartnerFile
from iss.statuses import HerStatus
from referrals.models import Referral


def subject_of(reference, user):
    """{"man": ...} or {"file": ...}, or nothing. The officer takes both down; each side its own."""
    reference = reference.strip().upper()
    if user.role == Role.DPO or not user.may(Permission.SEE_HER_FILES):
        referral = Referral.objects.filter(reference=reference).select_related("man").first()
        if referral:
            return {"man": referral.man}
    hers = PartnerFile.objects.exclude(status=HerStatus.HELD).filter(reference=reference)
    if user.role != Role.DPO:
        hers = hers.filter(pk__in=PartnerFile.objects.kept_for(user).values("pk"))
    file = hers.first()
    return {"file": file} if file else {}
