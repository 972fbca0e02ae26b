"""What there may be about him on the first page of his file, and what that page always asks."""

from django.db.models import Exists, OuterRef

from accounts.acting import for_the_service
from accounts.presence import of, presence
from accounts.roles import Role
from accounts.written import Written, WrittenModels
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
}
# Said on the page itself, and so only of what the person meets; that a file is restricted, managers alone
SAID = {
    "restricted": "referrals_restriction where man_id = referrals_referral.man_id and lifted_at is null",
    "linked": of(Referral, Referral.linked_providers.through),
}


def _his_file(person, *, pk):
    at_table = Exists(Pair.objects.visible_to(person).filter(pk=OuterRef("pk")))
    files = Referral.objects.visible_to(person).select_related("man", "area", "holder", "referrer")
    places = SAID | PLACES if _meets_all(person) else SAID
    return files.annotate(presence=presence(places), at_table=at_table).filter(pk=pk)


def _present(*, pk):
    return Referral.objects.filter(pk=pk).values_list(presence(PLACES))


def _running(*, file):
    return Deadline.objects.filter(referral=file).running().select_related("rule").order_by("due_at")


def _latest_decision(*, file):
    return Decision.objects.filter(referral=file).order_by("-at", "-pk")[:1]


HIS_FILE, _PRESENT = Visible(Referral, _his_file), Written(_present)
_RUNNING, _LATEST_DECISION = WrittenModels(_running), WrittenModels(_latest_decision)


def his_file(person, pk):
    """His file with what there is beside it, or None where the person may not see it."""
    file = HIS_FILE.first(person, pk=pk)
    if file is not None and not _meets_all(person):
        file.presence += _what_there_is(pk)
    return file


@for_the_service("which parts of his file have anything in them: each is then read by whoever asks, or not")
def _what_there_is(pk):
    [(names,)] = _PRESENT.rows(pk=pk)
    return names


def _meets_all(person):
    """Whether every part is planned without conditions; to plan eleven with them costs more than all else of the page."""
    return person.role == Role.MANAGER


def running_promises(referral):
    return _RUNNING.rows(file=referral.pk)


def latest_decision(referral):
    return _LATEST_DECISION.first(file=referral.pk)
