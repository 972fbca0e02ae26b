"""Cohort rows into the rooms they belong to, in bulk. History as recorded: the facts, and the status they amount to."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from accounts.many import write_many
from accounts.models import Area, Organisation, User
from iss.models import PartnerFile
from iss.statuses import HerStatus
from programme.models import Attendance, Session
from referrals.likeness import remember_all
from referrals.models import Man, Referral, StatusChange
from referrals.statuses import Status

from .cohort_files import Cohort, PartnerRow, ReferralRow, SessionRow, TrainingRow
from .cohort_files.cells import UNKNOWN_PERSON
from .models import Training

HISTORY = "Loaded from cohort files"
Tell = Callable[[str, int], object]
Written = dict[str, Any]


def load_rows(cohort: Cohort, *, by: User | None, at: datetime, tell: Tell) -> None:
    """Insert rows that are all new, with one line of history for each referral.

    ``tell``: called with the file and how many of its rows are written, now and then.
    """
    areas = dict(Area.objects.values_list("name", "pk"))
    men = _men(cohort.referrals)
    started = {row.my_time_ref for row in cohort.sessions}
    referrals = [_referral(row, men, areas, row.my_time_ref in started) for row in cohort.referrals]
    _referrals(referrals, by=by, at=at, tell=tell)
    remember_all(Man.objects.filter(pk__in={row["man_id"] for row in referrals}))
    _sessions(cohort.sessions, tell)
    _partners(cohort.partners, tell)
    training = (_training(row, areas) for row in cohort.training)
    write_many(Training, training, then=lambda number: tell("training.csv", number))


def person_of(row: ReferralRow) -> str:
    """Whose referral it is: without a reference nobody can tell, so he counts as a person of his own."""
    return row.person_ref or UNKNOWN_PERSON + row.my_time_ref


def _men(rows: Iterable[ReferralRow]) -> dict[str, int]:
    """Keys of the men by reference. New are written; what is recorded of one on several referrals is taken from the
    latest that has it."""
    men: dict[str, Written] = {}
    for row in sorted(rows, key=_when):
        reference = person_of(row)
        man = men.setdefault(reference, {"reference": reference})
        man["ethnicity"] = row.ethnicity or man.get("ethnicity", "")
        man["religion"] = row.religion or man.get("religion", "")
        man["additional_needs"] = row.additional_needs or man.get("additional_needs", ())
    return _keys(Man, men)


def _keys(model: Any, rows: Mapping[str, Written]) -> dict[str, int]:
    """Keys of ``rows`` by their references; those that are not here yet are written."""
    here = dict(model.objects.filter(reference__in=list(rows)).values_list("reference", "pk"))
    new = (row for reference, row in rows.items() if reference not in here)
    return here | dict(write_many(model, new, returning=("reference", "id")))


def _when(row: ReferralRow) -> tuple[bool, str, str]:
    """Order of referrals: by the day received, then by reference; without a day, before all others."""
    return (row.received_on is not None, str(row.received_on or ""), row.my_time_ref)


def _referrals(rows: Sequence[Written], *, by: User | None, at: datetime, tell: Tell) -> None:
    written = write_many(
        Referral,
        rows,
        returning=("id", "status"),
        then=lambda number: tell("referrals.csv", number),
    )
    same = {"at": at, "by_id": by.pk if by else None, "reason": HISTORY}
    write_many(StatusChange, ({"referral_id": pk, "to_status": status} | same for pk, status in written))


def _referral(row: ReferralRow, men: Mapping[str, int], areas: Mapping[str, int], started: bool) -> Written:
    status, came_from = statuses(row, started)
    return {
        "reference": row.my_time_ref,
        "man_id": men[person_of(row)],
        "area_id": areas.get(row.area),
        "source": row.source,
        "status": status,
        "came_from": came_from,
        "imported": True,
        "received_date": row.received_on,
        "contacted_at": row.contacted_at,
        "assessment_offered_date": row.assessment_offered_on,
        "assessment_attended_date": row.assessment_attended_on,
        "decision": row.decision,
        "decision_date": row.decision_on,
        "unsuitable_reason": row.unsuitable_reason,
        "first_session_offered_date": row.first_session_offered_on,
        "sessions_required": row.sessions_required,
        "sessions_attended": row.sessions_attended,
        "completed_date": row.completed_on,
        "closed_date": row.closed_on,
        "close_reason": row.close_reason,
        "age_at_referral": row.age_at_referral,
        "children_ages": row.children_ages or None,
        "children_count": len(row.children_ages) or row.children_count,
    }


def statuses(row: ReferralRow, started: bool) -> tuple[Status, str]:
    """The status that the recorded facts amount to, and, for a closed file, the one it would go back to."""
    reached = _reached(row, started or bool(row.sessions_attended))
    if row.completed_on:
        return Status.COMPLETED, Status.ON_PROGRAMME
    if row.closed_on or row.close_reason:
        return Status.CLOSED, reached
    if row.decision == "unsuitable":
        return Status.UNSUITABLE, Status.ASSESSMENT_BOOKED
    return reached, ""


def _reached(row: ReferralRow, started: bool) -> Status:
    if row.decision == "suitable":
        return Status.ON_PROGRAMME if started else Status.SUITABLE
    if row.assessment_offered_on or row.assessment_attended_on or row.decision:
        return Status.ASSESSMENT_BOOKED
    return Status.CONTACTED if row.contacted_at else Status.RECEIVED


def _sessions(rows: Sequence[SessionRow], tell: Tell) -> None:
    """Sessions that are new here, once each whoever came, and one outcome for each man and session."""
    sessions: dict[str, Written] = {}
    for row in rows:
        new = {"reference": row.session_ref, "state": Session.State.CANCELLED, "held_date": None}
        session = sessions.setdefault(row.session_ref, new)
        session["held_date"] = min(filter(None, (session["held_date"], row.held_on)), default=None)
        if row.outcome != "cancelled":
            session["state"] = Session.State.HELD
    keys = _keys(Session, sessions)
    named = Referral.objects.filter(reference__in={row.my_time_ref for row in rows})
    referrals = dict(named.values_list("reference", "pk"))
    outcomes = (
        {
            "session_id": keys[row.session_ref],
            "referral_id": referrals[row.my_time_ref],
            "outcome": row.outcome,
            "held_date": row.held_on,
        }
        for row in rows
    )
    write_many(Attendance, outcomes, then=lambda number: tell("sessions.csv", number))


def _partners(rows: Sequence[PartnerRow], tell: Tell) -> None:
    """Her files, each linked to his where the file says so; he is then known to be linked to her provider."""
    providers = dict(Organisation.objects.values_list("name", "pk"))
    named = Referral.objects.filter(reference__in={row.my_time_ref for row in rows} - {""})
    his = {
        reference: found
        for reference, *found in named.values_list("reference", "pk", "area", "area__provider")
    }
    files = [_partner(row, his.get(row.my_time_ref, (None, None, None)), providers) for row in rows]
    write_many(PartnerFile, files, then=lambda number: tell("partners.csv", number))
    links = (
        {"referral_id": file["referral_id"], "organisation_id": file["provider_id"]}
        for file in files
        if file["referral_id"]
    )
    write_many(Referral.linked_providers.through, links, ignore_known=True)


def _partner(row: PartnerRow, his: Sequence[int | None], providers: Mapping[str, int]) -> Written:
    referral, area, provider = his
    return {
        "reference": row.iss_ref,
        "referral_id": referral,
        "area_id": area,
        "provider_id": providers[row.provider] if row.provider else provider,
        "status": _her_status(row),
        "imported": True,
        "referred_date": row.referred_on,
        "contacted_at": row.contacted_at,
        "imported_support": row.support,
        "satisfaction": row.satisfaction,
        "health_wellbeing": row.health_wellbeing,
        "everyday_life": row.everyday_life,
        "safety": row.safety,
        "closed_date": row.closed_on,
    }


def _her_status(row: PartnerRow) -> HerStatus:
    if row.closed_on:
        return HerStatus.CLOSED
    if row.support:
        return HerStatus.SUPPORTED
    return HerStatus.CONTACTED if row.contacted_at else HerStatus.RELEASED


def _training(row: TrainingRow, areas: Mapping[str, int]) -> Written:
    return {
        "held_date": row.held_on,
        "area_id": areas.get(row.area),
        "kind": row.kind,
        "social_workers": row.social_workers,
    }
