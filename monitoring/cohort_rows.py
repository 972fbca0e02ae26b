"""Cohort rows into the rooms they belong to, in bulk. History as recorded: the facts, and the status they amount to."""

from collections.abc import Iterable, Sequence
from datetime import datetime

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

BATCH = 1000
HISTORY = "Loaded from cohort files"


def load_rows(cohort: Cohort, *, by: User | None, at: datetime) -> None:
    """Insert rows that are all new, with one line of history for each referral."""
    areas = dict(Area.objects.values_list("name", "pk"))
    started = {row.my_time_ref for row in cohort.sessions}
    _men(cohort.referrals)
    _referrals(cohort.referrals, areas, started)
    mine = Referral.objects.filter(reference__in=[row.my_time_ref for row in cohort.referrals])
    remember_all(Man.objects.filter(referrals__in=mine).distinct())
    StatusChange.objects.bulk_create(
        [
            StatusChange(referral=referral, to_status=referral.status, at=at, by=by, reason=HISTORY)
            for referral in mine
        ],
        batch_size=BATCH,
    )
    _sessions(cohort.sessions)
    _partners(cohort.partners)
    Training.objects.bulk_create([_training(row, areas) for row in cohort.training], batch_size=BATCH)


def person_of(row: ReferralRow) -> str:
    """Whose referral it is: without a reference nobody can tell, so he counts as a person of his own."""
    return row.person_ref or UNKNOWN_PERSON + row.my_time_ref


def _men(rows: Iterable[ReferralRow]) -> None:
    """Men who are new here; what is recorded of one on several referrals is taken from the latest that has it."""
    men: dict[str, Man] = {}
    for row in sorted(rows, key=_when):
        reference = person_of(row)
        man = men.setdefault(reference, Man(reference=reference))
        man.ethnicity = row.ethnicity or man.ethnicity
        man.religion = row.religion or man.religion
        man.additional_needs = list(row.additional_needs) or man.additional_needs
    here = set(Man.objects.filter(reference__in=list(men)).values_list("reference", flat=True))
    Man.objects.bulk_create([man for man in men.values() if man.reference not in here], batch_size=BATCH)


def _when(row: ReferralRow) -> tuple[bool, str, str]:
    """Order of referrals: by the day received, then by reference; without a day, before all others."""
    return (row.received_on is not None, str(row.received_on or ""), row.my_time_ref)


def _referrals(rows: Sequence[ReferralRow], areas: dict[str, int], started: set[str]) -> None:
    people = [person_of(row) for row in rows]
    men = dict(Man.objects.filter(reference__in=people).values_list("reference", "pk"))
    Referral.objects.bulk_create(
        [
            _referral(row, men[person], areas, row.my_time_ref in started)
            for row, person in zip(rows, people, strict=True)
        ],
        batch_size=BATCH,
    )


def _referral(row: ReferralRow, man: int, areas: dict[str, int], started: bool) -> Referral:
    status, came_from = statuses(row, started)
    return Referral(
        reference=row.my_time_ref,
        man_id=man,
        area_id=areas.get(row.area),
        source=row.source,
        status=status,
        came_from=came_from,
        imported=True,
        received_date=row.received_on,
        contacted_at=row.contacted_at,
        assessment_offered_date=row.assessment_offered_on,
        assessment_attended_date=row.assessment_attended_on,
        decision=row.decision,
        decision_date=row.decision_on,
        unsuitable_reason=row.unsuitable_reason,
        first_session_offered_date=row.first_session_offered_on,
        sessions_required=row.sessions_required,
        sessions_attended=row.sessions_attended,
        completed_date=row.completed_on,
        closed_date=row.closed_on,
        close_reason=row.close_reason,
        age_at_referral=row.age_at_referral,
        children_ages=list(row.children_ages) or None,
        children_count=len(row.children_ages) or row.children_count,
    )


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


def _sessions(rows: Sequence[SessionRow]) -> None:
    """Sessions that are new here, once each whoever came, and one outcome for each man and session."""
    sessions: dict[str, Session] = {}
    for row in rows:
        session = sessions.setdefault(
            row.session_ref, Session(reference=row.session_ref, state=Session.State.CANCELLED)
        )
        session.held_date = min(filter(None, (session.held_date, row.held_on)), default=None)
        if row.outcome != "cancelled":
            session.state = Session.State.HELD
    here = set(Session.objects.filter(reference__in=list(sessions)).values_list("reference", flat=True))
    Session.objects.bulk_create([s for ref, s in sessions.items() if ref not in here], batch_size=BATCH)
    session_ids = dict(Session.objects.filter(reference__in=list(sessions)).values_list("reference", "pk"))
    referrals = dict(
        Referral.objects.filter(reference__in={row.my_time_ref for row in rows}).values_list(
            "reference", "pk"
        )
    )
    Attendance.objects.bulk_create(
        [
            Attendance(
                session_id=session_ids[row.session_ref],
                referral_id=referrals[row.my_time_ref],
                outcome=row.outcome,
                held_date=row.held_on,
            )
            for row in rows
        ],
        batch_size=BATCH,
    )


def _partners(rows: Sequence[PartnerRow]) -> None:
    """Her files, each linked to his where the file says so; he is then known to be linked to her provider."""
    providers = dict(Organisation.objects.values_list("name", "pk"))
    matched = Referral.objects.filter(reference__in={row.my_time_ref for row in rows} - {""})
    referrals = {referral.reference: referral for referral in matched.select_related("area")}
    files = [_partner(row, referrals.get(row.my_time_ref), providers) for row in rows]
    PartnerFile.objects.bulk_create(files, batch_size=BATCH)
    link = Referral.linked_providers.through
    link.objects.bulk_create(
        [
            link(referral_id=file.referral_id, organisation_id=file.provider_id)
            for file in files
            if file.referral_id
        ],
        batch_size=BATCH,
        ignore_conflicts=True,
    )


def _partner(row: PartnerRow, referral: Referral | None, providers: dict[str, int]) -> PartnerFile:
    return PartnerFile(
        reference=row.iss_ref,
        referral=referral,
        area_id=referral.area_id if referral else None,
        provider_id=providers[row.provider] if row.provider else referral.area.provider_id,
        status=_her_status(row),
        imported=True,
        referred_date=row.referred_on,
        contacted_at=row.contacted_at,
        imported_support=list(row.support),
        satisfaction=row.satisfaction,
        health_wellbeing=row.health_wellbeing,
        everyday_life=row.everyday_life,
        safety=row.safety,
        closed_date=row.closed_on,
    )


def _her_status(row: PartnerRow) -> HerStatus:
    if row.closed_on:
        return HerStatus.CLOSED
    if row.support:
        return HerStatus.SUPPORTED
    return HerStatus.CONTACTED if row.contacted_at else HerStatus.RELEASED


def _training(row: TrainingRow, areas: dict[str, int]) -> Training:
    return Training(
        held_date=row.held_on, area_id=areas.get(row.area), kind=row.kind, social_workers=row.social_workers
    )
