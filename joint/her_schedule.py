"""Her measures are counted from his start, which his side knows and hers does not."""

from django.utils.timezone import localtime

from iss.actions import owe_measures
from iss.models import PartnerFile
from iss.statuses import HerStatus
from referrals.consequences import STARTED, after


@after(STARTED)
def count_her_measures_from_his_start(referral, *, confirmed, by, at):
    """From the first session that is credited; from the one that was confirmed to him while none is."""
    files = PartnerFile.objects.told_of(referral).exclude(status=HerStatus.CLOSED)
    files = list(files.exclude(measures_from=None))
    start = _start_of(referral) if files else None
    for file in files:
        if start and file.measures_from != start:
            owe_measures(file, start=start, at=at)


def _start_of(referral):
    came = referral.attendances.credited().order_by("session__starts_at")
    places = referral.enrolments.order_by("at", "pk")
    began = came.values_list("session__starts_at", flat=True).first()
    began = began or places.values_list("first_session__starts_at", flat=True).first()
    return localtime(began).date() if began else None
