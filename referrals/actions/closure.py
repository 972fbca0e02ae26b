"""Close, hold, reopen, refer back; and the social worker's answer to a referral back."""

from django.utils.timezone import localtime

from accounts.acting import one_act
from accounts.refusal import Refused
from alerts.actions import raise_alert
from alerts.audiences import Audience
from alerts.kinds import Kind
from audit.trail import record
from referrals.consequences import CLOSED, COMING_BACK, END_OF_HOLD, ON_HOLD, follow
from referrals.measuring.windows import still_owed
from referrals.models import Referral, ReferralBack
from referrals.owing import after_the_end
from referrals.statuses import CloseReason, Status
from timescales import clocks
from timescales.promises import Promise
from timescales.working_time import add_calendar_months

from .asking import end_requests, resume_from_hold

# These are owed whatever becomes of the file (pathway.md section 4).
OUTLIVES_CLOSURE = (
    Promise.END_MEASURES,
    Promise.FOLLOW_UP_MEASURES,
    Promise.REFER_BACK,
    Promise.CSC_REVIEW,
    Promise.TELL_OTHERS,
)
# Neither the end of his file nor its return changes that something happened, or that half was reached
STAYS_OWED = (Promise.REVIEW_RISK, Promise.ACT_ON_RECOMMENDATION, Promise.MIDWAY_REPORT)
WE = (Audience.FACILITATORS, Audience.MY_TIME_MANAGERS)
TOLD_OF_CLOSURE = (Audience.REFERRER, Audience.ISS, *WE)


@one_act
def refer_back(referral, *, because, risks="", review=True, by, at):
    """Hand him back to children's services. ``review``: they must say what they will do (not after completion)."""
    back = referral.referrals_back.create(at=at, because=because, risks=risks or _known_risks(referral))
    if referral.nobody_follows:
        _tell_that_nobody_follows(referral, at=at)
    else:
        clocks.start(referral.deadlines, Promise.REFER_BACK, at=at)
        if review:
            clocks.start(referral.deadlines, Promise.CSC_REVIEW, at=at)
    raise_alert(
        Kind.REFERRED_BACK, about=referral, to=[Audience.REFERRER], because=f"{because}.", at=at, by=by
    )
    record("referral.referred_back", referral, by=by, at=at)
    return back


def _tell_that_nobody_follows(referral, *, at):
    """He came by himself, and no team of children's services has him: no clock would ever be answered. The managers
    hear instead, and see that children's services of the area know what they must."""
    raise_alert(
        Kind.NOBODY_FOLLOWS,
        about=referral,
        to=[Audience.MY_TIME_MANAGERS],
        because="No social worker follows him. Tell children’s services of the area what they must know.",
        at=at,
    )


def _known_risks(referral):
    """What is on the file of risk, for a closure that nobody wrote any down for."""
    found = referral.decisions.exclude(risks="").order_by("-at").values_list("risks", flat=True).first()
    judged = f"Risk in the referrer's judgement: {referral.risk_level}." if referral.risk_level else ""
    return "\n".join(words for words in (found, judged, referral.risk_known) if words)


@one_act
def close(referral, *, reason, note="", risks="", by, at):
    """Close the file, stop its clocks, refer him back, and tell those who keep others safe. Hers is untouched."""
    reason = CloseReason(reason)
    was_on_programme = referral.status == Status.ON_PROGRAMME
    referral.move(
        Status.CLOSED,
        by=by,
        at=at,
        reason=reason.label,
        close_reason=reason,
        close_note=note,
        closed_date=localtime(at).date(),
    )
    end_requests(referral, because="The file was closed", by=by, at=at)
    clocks.stop(referral.deadlines, at=at, but=(*OUTLIVES_CLOSURE, *STAYS_OWED))
    if was_on_programme:
        start_measures_of_the_end(referral, at=at)
    because = f"Closed: {reason.label.lower()}"
    refer_back(referral, because=because, risks=risks, by=by, at=at)
    raise_alert(Kind.FILE_CLOSED, about=referral, to=TOLD_OF_CLOSURE, because=f"{because}.", at=at)
    record("referral.closed", referral, by=by, at=at, reason=reason)
    follow(CLOSED, referral, by=by, at=at)
    say_what_is_owed(referral, at=at)


def say_what_is_owed(referral, *, at, besides=""):
    """My Time is told which reports and tellings the file leaves behind: whoever ended it, or the system that did, goes
    on to the next. ``besides``: a sentence more."""
    words = after_the_end(referral)
    if words or besides:
        because = " ".join(part for part in (besides, words) if part)
        raise_alert(Kind.STILL_OWED, about=referral, to=WE, because=because, at=at)


def start_measures_of_the_end(referral, *, at):
    """Whether he completed or stopped, he is asked at the end, and again six months later."""
    begins = {Promise.END_MEASURES: at, Promise.FOLLOW_UP_MEASURES: add_calendar_months(at, 6)}
    for promise in still_owed(referral, begins):
        clocks.start(referral.deadlines, promise, at=begins[promise])


@one_act
def undo_closure(referral, *, because, by, at):
    """A closure rested on a mistake: everything is as it was, and everyone who was told is told again."""
    _reopen(referral, reason=because, by=by, at=at, time_lost=False)
    raise_alert(Kind.CLOSURE_UNDONE, about=referral, to=TOLD_OF_CLOSURE, because=f"{because}.", at=at)
    record("referral.closure_undone", referral, by=by, at=at)


@one_act
def reopen(referral, *, reason, because="A manager has reopened it.", by, at):
    """A manager reopens a closed file, or one found unsuitable, to where it was; its clocks go on from there.

    ``because`` is what everybody is told, the social worker and the ISS included; ``reason`` stays on the file."""
    _reopen(referral, reason=reason, by=by, at=at, time_lost=True)
    here = Audience.SPOC if referral.status == Status.RECEIVED else Audience.FACILITATORS
    raise_alert(
        Kind.REOPENED,
        about=referral,
        to=[Audience.REFERRER, Audience.ISS, here],
        because=because,
        at=at,
        by=by,
    )
    record("referral.reopened", referral, by=by, at=at)


def _reopen(referral, *, reason, by, at, time_lost):
    ended = referral.status_changes.filter(to_status=referral.status).order_by("-at", "-pk").first()
    facts = {"closed_date": None, "close_reason": "", "close_note": ""}
    if referral.status == Status.UNSUITABLE:
        facts = {"decision": "", "decision_date": None, "unsuitable_reason": ""}
    if time_lost:
        facts["misses_count_from"] = at
    clocks.stop(referral.deadlines, at=at, promises=OUTLIVES_CLOSURE)
    referral.referrals_back.filter(withdrawn_at=None).update(withdrawn_at=at)
    if referral.came_from == Status.ON_PROGRAMME:
        follow(COMING_BACK, referral, by=by, at=at)
    referral.move(referral.came_from, by=by, at=at, reason=reason, **facts)
    if ended:
        clocks.restart(referral.deadlines, stopped_at=ended.at, at=at if time_lost else ended.at)
    if referral.status == Status.PENDING:  # the discussion was held; another is owed now
        clocks.start(referral.deadlines, Promise.JOINT_DISCUSSION, at=at)


@one_act
def hold(referral, *, reason, review_date, by, at):
    """Put the file on hold; clocks that may pause stand still."""
    referral.move(Status.ON_HOLD, by=by, at=at, reason=reason, hold_review_date=review_date)
    clocks.pause(referral.deadlines, at=at)
    raise_alert(
        Kind.ON_HOLD,
        about=referral,
        to=[Audience.REFERRER, Audience.ISS],
        because="It is on hold.",
        at=at,
        by=by,
    )
    record("referral.held", referral, by=by, at=at)
    follow(ON_HOLD, referral, by=by, at=at)


@one_act
def resume(referral, *, confirmed=False, by, at):
    """End the hold: back to where it was, with the time that was left. Where registers taken meanwhile show that his
    file must close, it does, once ``confirmed`` (else MustConfirm is raised and nothing is written)."""
    referral.move(referral.came_from, by=by, at=at, reason="End of hold", hold_review_date=None)
    resume_from_hold(referral, at=at)
    raise_alert(
        Kind.REOPENED,
        about=referral,
        to=[Audience.REFERRER, Audience.ISS],
        because="The hold has ended.",
        at=at,
        by=by,
    )
    record("referral.resumed", referral, by=by, at=at)
    follow(END_OF_HOLD, referral, confirmed=confirmed, by=by, at=at)


@one_act
def acknowledge_return(back, *, by, at):
    """The social worker has read the referral back."""
    referral = back.referral
    if ReferralBack.objects.filter(pk=back.pk, acknowledged_at=None, withdrawn_at=None).update(
        acknowledged_at=at, acknowledged_by=by
    ):
        clocks.keep(referral.deadlines, Promise.REFER_BACK, at=at)
        record("referral_back.acknowledged", referral, by=by, at=at)


@one_act
def record_plan(back, *, plan, by, at):
    """Children's services say what they will do, having read the referral back."""
    referral = Referral.objects.select_for_update().get(pk=back.referral_id)
    acknowledge_return(back, by=by, at=at)
    if (
        ReferralBack.objects.filter(pk=back.pk, plan_at=None, withdrawn_at=None).update(
            plan=plan, plan_at=at, plan_by=by
        )
        != 1
    ):
        raise Refused("A plan has already been recorded for this referral back.")
    clocks.keep(referral.deadlines, Promise.CSC_REVIEW, at=at)
    raise_alert(
        Kind.PLAN_RECORDED,
        about=referral,
        to=[Audience.MY_TIME_MANAGERS, Audience.FACILITATORS],
        because="Their plan is on the file.",
        at=at,
        by=by,
    )
    record("referral_back.plan_recorded", referral, by=by, at=at)
