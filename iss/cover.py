"""Standing in for one of her workers: never by somebody who has worked with him."""

from django.utils.timezone import localtime

from accounts.models import Cover
from referrals.actions import record_conflict
from referrals.models import AssessmentOffer, ContactAttempt

from .models import PartnerFile
from .statuses import HerStatus

AT_WORK_WITH_HIM = (ContactAttempt, AssessmentOffer)


def has_worked_with(men, worker):
    """Whether ``worker`` has contacted or assessed one of ``men`` (a queryset or list), also in an earlier post."""
    return any(rows.objects.filter(referral__man__in=men, by=worker).exists() for rows in AT_WORK_WITH_HIM)


def open_files_of(worker):
    return PartnerFile.objects.filter(worker=worker).exclude(status__in=(HerStatus.CLOSED, HerStatus.HELD))


def why_not_stand_in(away, stand_in):
    """Why ``stand_in`` may not look after the files of ``away``, or an empty string. No man and no file is named."""
    men = open_files_of(away).filter(referral__isnull=False).values("referral__man")
    if has_worked_with(men, stand_in):
        return (
            f"{stand_in} has worked with a man linked to a file of {away}. "
            "The same worker never supports both parties: choose somebody else."
        )
    return ""


def keep_apart_from_him(cover, *, by, at):
    """Whoever looks after her file supports her: from now on they must not work with him, as if it were their own."""
    files = open_files_of(cover.away).filter(referral__isnull=False).select_related("referral__man")
    for file in files.order_by("pk"):
        record_conflict(file.referral.man, worker=cover.covered_by, by=by, at=at)


def stand_ins_of(worker, *, at):
    """Whoever stands in for ``worker``, now or later: they will look after what ``worker`` is given today."""
    covers = Cover.objects.standing().filter(away=worker, to_date__gte=localtime(at).date())
    return [cover.covered_by for cover in covers.select_related("covered_by").order_by("pk")]
