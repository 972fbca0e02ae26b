"""What there may be about him on the first page of his file, and what that page always asks."""

from django.db.models import Exists, OuterRef

from accounts.presence import of, presence
from accounts.written import WrittenModels
from audit.visible import Visible
from joint.models import Pair, Professional, Report, RiskNote
from programme.models import Attendance
from referrals.models import (
    Agreement,
    Deadline,
    Decision,
    InformationRequest,
    Message,
    Referral,
    ReferralBack,
)

# Incidents count over all referrals of the man
_OF_THE_MAN = """joint_incident join referrals_referral his on his.id = joint_incident.referral_id
    where his.man_id = referrals_referral.man_id"""
PLACES = {
    "messages": of(Referral, Message),
    "incidents": _OF_THE_MAN,
    "risk notes": of(Referral, RiskNote),
    "professionals": of(Referral, Professional),
    "requests": of(Referral, InformationRequest),
    "referrals back": of(Referral, ReferralBack),
    "reports": of(Referral, Report),
    "refusals": of(Referral, Agreement, "not agreed"),
    "misses": of(Referral, Attendance, "outcome = 'absent_no_contact'"),
    # Seen by managers alone
    "restricted": "referrals_restriction where man_id = referrals_referral.man_id and lifted_at is null",
    "linked": of(Referral, Referral.linked_providers.through),
}


def _his_file(person, *, pk):
    at_table = Exists(Pair.objects.visible_to(person).filter(pk=OuterRef("pk")))
    files = Referral.objects.visible_to(person).select_related("man", "area", "holder", "referrer")
    return files.annotate(presence=presence(PLACES), at_table=at_table).filter(pk=pk)


def _running(*, file):
    return Deadline.objects.filter(referral=file).running().select_related("rule").order_by("due_at")


def _latest_decision(*, file):
    return Decision.objects.filter(referral=file).order_by("-at", "-pk")[:1]


HIS_FILE = Visible(Referral, _his_file)
_RUNNING, _LATEST_DECISION = WrittenModels(_running), WrittenModels(_latest_decision)


def running_promises(referral):
    return _RUNNING.rows(file=referral.pk)


def latest_decision(referral):
    return _LATEST_DECISION.first(file=referral.pk)
