"""How far referrals have come, read for a whole page of them in the same few queries."""

from dataclasses import dataclass

from django.utils.timezone import localtime

from accounts.acting import for_the_service
from programme.milestones import milestones_of
from programme.models import Enrolment
from referrals.models import AssessmentOffer, Deadline, Referral
from referrals.next_steps import SHOWN_TO_REFERRER
from referrals.progress import Facts, Progress, progress
from referrals.statuses import Status
from referrals.who_has_it import Reach, reach

# A survivor may itself have been merged since; nobody merges further than this.
GENERATIONS = 5


@dataclass(frozen=True)
class Course:
    """``goes_on_as``: the referral that a duplicate was merged into; the progress and the people are then its."""

    progress: Progress
    reach: Reach
    goes_on_as: Referral | None = None


def courses(referrals, *, at):
    """{referral id: Course} of ``referrals``, a list."""
    merged = {r.pk: r.merged_into_id for r in referrals if r.status == Status.MERGED}
    survivors = _survivors(merged) if merged else {}
    files = list({file.pk: file for file in [*referrals, *survivors.values()]}.values())
    facts, people = _facts(files), reach(files)
    found = {}
    for referral in referrals:
        file = survivors.get(referral.pk, referral)
        found[referral.pk] = Course(
            progress(facts[file.pk], at=at), people[file.pk], file if file is not referral else None
        )
    return found


@for_the_service("a duplicate is followed as what it has been merged into")
def _survivors(goes_to):
    """{id of a duplicate: what it goes on as}. ``goes_to``: {its id: id of what it was merged into}."""
    known, wanted = {}, set(goes_to.values())
    for _ in range(GENERATIONS):
        if not wanted:
            break
        known |= Referral.objects.select_related("area").in_bulk(wanted)
        wanted = {r.merged_into_id for r in known.values() if r.merged_into_id} - set(known)
    return {pk: _last(known, survivor) for pk, survivor in goes_to.items()}


def _last(known, pk):
    while known[pk].merged_into_id in known:
        pk = known[pk].merged_into_id
    return known[pk]


def _facts(files):
    clocks, appointments, milestones = _clocks(files), _appointments(files), milestones_of(files)
    firsts = dict(
        Enrolment.objects.filter(referral__in=files, ended_at=None).values_list(
            "referral", "first_session__starts_at"
        )
    )
    return {
        file.pk: Facts(
            status=file.status,
            days=_days(file, milestones[file.pk]),
            clocks=clocks.get(file.pk, ()),
            appointment_at=appointments.get(file.pk),
            first_session_date=_day(firsts.get(file.pk)) or file.first_session_offered_date,
            hold_review_date=file.hold_review_date,
            ended_date=file.closed_date or file.completed_date or file.decision_date,
            why_ended=file.get_close_reason_display() or file.get_unsuitable_reason_display(),
        )
        for file in files
    }


def _days(file, milestones):
    """{step: its day or None} of the steps that were taken."""
    taken = {
        "received": file.received_date or _day(file.received_at),
        "acknowledged": _day(file.acknowledged_at),
        "contacted": _day(file.contacted_at),
        "assessed": file.assessment_attended_date,
        "decided": file.decision_date,
        "completed": file.completed_date,
    }
    found = {name: day for name, day in taken.items() if day or name == "received"}
    if file.decision:
        found.setdefault("decided", None)
    if milestones.started:
        found["started"] = milestones.started_date
    if milestones.halfway:
        found["halfway"] = milestones.halfway_date
    if file.status == Status.COMPLETED:
        found.setdefault("completed", None)
    return found


def _day(moment):
    return localtime(moment).date() if moment else None


def _clocks(files):
    """{referral id: running promises that a social worker is shown, soonest first}."""
    found = {file.pk: file.running for file in files if hasattr(file, "running")}
    unread = [file for file in files if file.pk not in found]
    if unread:
        running = Deadline.objects.running().filter(referral__in=unread).order_by("due_at", "pk")
        for deadline in running:
            found.setdefault(deadline.referral_id, []).append(deadline)
    return {pk: [each for each in rows if each.promise in SHOWN_TO_REFERRER] for pk, rows in found.items()}


def _appointments(files):
    open_offers = AssessmentOffer.objects.filter(referral__in=files, outcome="")
    return dict(open_offers.values_list("referral", "appointment_at"))
