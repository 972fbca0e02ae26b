"""Whose copy is asked for, by the reference of a file that whoever takes it down may speak of."""

from accounts.acting import for_the_service
from accounts.roles import Permission, Role
from iss.models import PartnerFile
from iss.statuses import HerStatus
from referrals.models import Referral


@for_the_service("a request with whose it is, to those who may read the request itself")
def with_whose_it_is(requests, pk):
    """The one of ``requests``, or None. The officer reads the request and does not see the file."""
    return requests.select_related("prepared_by", "man", "file__provider").filter(pk=pk).first()


@for_the_service("the officer takes down a request of a file that is not theirs to see")
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
