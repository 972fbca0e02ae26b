"""A meeting that goes from case to case: called, run, ended. What is typed about a case is kept as it is typed."""

from django.utils.timezone import localtime

from accounts.acting import one_act
from accounts.refusal import Refused
from audit.trail import record
from joint.models import Meeting, MeetingCase
from joint.pairing import service_of

from .reviews import hold_review

LIMIT = 30
ENDED = "This meeting has ended."
ALREADY = "This case has been reviewed already, by somebody else at this meeting."


class Elsewhere(Exception):
    """Somebody else has typed about this case since the page was drawn; ``case`` holds what. Nothing was changed."""

    def __init__(self, case):
        self.case = case
        super().__init__("Somebody else has written about this case meanwhile.")


@one_act
def call_meeting(*, day, provider=None, cases, minutes=120, attended=(), attended_by="", by, at):
    """Call a meeting of My Time and a service about ``cases``, the referrals in their order: thirty at most."""
    provider = service_of(by) or provider
    cases = list(cases)
    if not cases:
        raise Refused("No review is waiting with this service.")
    if len(cases) > LIMIT:
        raise Refused(f"A meeting goes through {LIMIT} cases at most.")
    meeting = Meeting.objects.create(
        day=day, provider=provider, minutes=minutes, attended_by=attended_by, by=by, at=at
    )
    meeting.attended.set(attended)
    typed = _left_over(provider, cases)
    MeetingCase.objects.bulk_create(
        MeetingCase(meeting=meeting, referral_id=case.pk, position=number, **typed.get(case.pk, {}))
        for number, case in enumerate(cases, start=1)
    )
    record("meeting.called", meeting, by=by, at=at, cases=len(cases))
    return meeting


def _left_over(provider, cases):
    """{referral: what an earlier meeting typed about a man and did not come to record}: nobody types it twice."""
    rows = MeetingCase.objects.filter(meeting__provider=provider, referral__in=cases, review=None)
    names = ("draft", "draft_key", "draft_by_id", "draft_at")
    typed = rows.exclude(draft_key="").order_by("draft_at")
    found = {row.referral_id: {name: getattr(row, name) for name in names} for row in typed}
    rows.update(draft={}, draft_key="")
    return found


@one_act
def open_case(case, *, by, at):
    """Somebody turns to this case: its clock goes on, that of the case the person looked at before stands still."""
    Meeting.objects.filter(pk=case.meeting_id, started_at=None).update(started_at=at)
    running = MeetingCase.objects.filter(meeting=case.meeting_id, opened_at__isnull=False, paused_at=None)
    running.filter(opened_by=by).exclude(pk=case.pk).update(paused_at=at)
    if case.state == MeetingCase.State.HELD:
        return
    if case.opened_at is None:
        case.opened_at = at
    elif case.paused_at is not None:
        case.opened_at, case.paused_at = at - (case.paused_at - case.opened_at), None
    else:
        return
    case.opened_by = by
    case.save(update_fields=["opened_at", "opened_by", "paused_at"])


@one_act
def keep_draft(case, *, values, key, seen, by, at):
    """Keep what is typed about a case so far.

    ``key``: that of the page on the screen. ``seen``: the key of the draft that the page was drawn from. Raises
    Elsewhere where another page has kept something else since.
    """
    case = _locked(case)
    if case.draft_key not in (seen, key) and case.draft != values:
        raise Elsewhere(case)
    if case.draft == values and case.draft_key:
        return case
    case.draft, case.draft_key, case.draft_by, case.draft_at = values, key, by, at
    case.save(update_fields=["draft", "draft_key", "draft_by", "draft_at"])
    return case


def _locked(case):
    rows = MeetingCase.objects.select_for_update(of=("self",)).select_related("meeting__provider", "draft_by")
    case = rows.get(pk=case.pk)
    if case.meeting.ended_at:
        raise Refused(ENDED)
    if case.state == MeetingCase.State.HELD:
        raise Refused(ALREADY)
    return case


@one_act
def skip_case(case, *, because="", by, at):
    """Leave this case for now; one can come back to it. What was typed stays."""
    case = _locked(case)
    case.state, case.skipped_because, case.paused_at = MeetingCase.State.SKIPPED, because, at
    case.save(update_fields=["state", "skipped_because", "paused_at"])
    record("meeting.case_skipped", case.referral, by=by, at=at, meeting=case.meeting_id)


@one_act
def hold_case(case, *, key, seen, by, at, **review):
    """Record the review of this case. ``key`` and ``seen`` as for ``keep_draft``: what somebody else typed meanwhile is
    not passed over. ``review``: what ``hold_review`` takes."""
    case = _locked(case)
    if case.draft_key not in (seen, key):
        raise Elsewhere(case)
    case.review = hold_review(
        case.referral,
        provider=case.meeting.provider,
        held_date=min(case.meeting.day, localtime(at).date()),
        attended=case.meeting.attended.all(),
        attended_by=case.meeting.attended_by,
        by=by,
        at=at,
        **review,
    )
    case.state, case.paused_at, case.draft, case.draft_key = MeetingCase.State.HELD, at, {}, ""
    case.skipped_because = ""
    case.save(update_fields=["review", "state", "paused_at", "draft", "draft_key", "skipped_because"])
    return case.review


@one_act
def say_who_is_there(meeting, *, attended, attended_by="", by, at):
    """Who takes part, from now on in the minutes of every case."""
    Meeting.objects.filter(pk=meeting.pk).update(attended_by=attended_by)
    meeting.attended.set(attended)
    record("meeting.attendance", meeting, by=by, at=at)


@one_act
def end_meeting(meeting, *, by, at):
    """The meeting is over. What was not reviewed stays due; what was typed about it waits for the next meeting."""
    if Meeting.objects.open().filter(pk=meeting.pk).update(ended_at=at) != 1:
        raise Refused(ENDED)
    left = MeetingCase.objects.filter(meeting=meeting).exclude(state=MeetingCase.State.HELD)
    left.filter(paused_at=None, opened_at__isnull=False).update(paused_at=at)
    left.filter(state=MeetingCase.State.WAITING).update(state=MeetingCase.State.SKIPPED)
    record("meeting.ended", meeting, by=by, at=at)
