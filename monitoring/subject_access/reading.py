"""Whose copy is asked for, by the reference of a file that whoever takes it down may speak of."""

from accounts.identity import SYSTEM, acting_as
from accounts.roles import Permission, Role
from iss.models import PartnerFile
from iss.statuses import HerStatus
from referrals.models import Referral


def subject_of(reference, user):
    """{"man": ...} or {"file": ...}, or nothing. The officer takes both down; each side its own."""
    with acting_as(SYSTEM):  # the officer takes down a request of a file that is not theirs to see
        return _subject_of(reference.strip().upper(), user)


def _subject_of(reference, user):
    if user.role == Role.DPO or not user.may(Permission.SEE_HER_FILES):
        referral = Referral.objects.filter(reference=reference).select_related("man").first()
        if referral:
            return {"man": referral.man}
    hers = PartnerFile.objects.exclude(status=HerStatus.HELD).filter(reference=reference)
    if user.role != Role.DPO:
        hers = hers.filter(pk__in=PartnerFile.objects.kept_for(user).values("pk"))
    file = hers.first()
    return {"file": file} if file else {}
