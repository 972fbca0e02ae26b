"""DASH with her, and when it is owed again."""

from accounts.acting import one_act
from accounts.refusal import Refused
from audit.trail import record
from iss.dash import JudgementLowers, Level, Thresholds, count_yes, final_level, marac_criteria
from iss.models import Because, DashDraft, DashThreshold, PartnerFile
from iss.statuses import HerStatus
from timescales import clocks
from timescales.models import PromiseRule
from timescales.promises import Promise

from .marac import heard_lately, recommend_marac
from .recommended import answer_by_doing

NOT_REACHED = (HerStatus.HELD, HerStatus.RELEASED)
NOT_OPEN = (HerStatus.HELD, HerStatus.CLOSED)


@one_act
def owe_reassessment(file, *, because, by=None, at):
    """The DASH is to be gone through with her again: an incident, a separation, a pregnancy, his hold or closure.

    ``because``: a ``Because``. One clock runs, however many reasons there are: the earlier due moment holds. An
    incident within twelve months of a MARAC recommends another. Nothing is owed on a file that is held or closed.
    """
    # Locked: of two reasons at once the second finds the clock of the first.
    file = PartnerFile.objects.select_for_update(of=("self",)).get(pk=file.pk)
    if file.status in NOT_OPEN:
        return None
    reason = file.dash_reasons.create(because=because, at=at)
    due_at = PromiseRule.objects.in_force(Promise.REASSESS_DASH, at).due(at)
    running = clocks.start(file.deadlines, Promise.REASSESS_DASH, at=at)
    if due_at < running.due_at:
        clocks.redate(file.deadlines, Promise.REASSESS_DASH, due_at=due_at, at=at)
    if because == Because.INCIDENT and heard_lately(file, at):
        recommend_marac(file, criteria=["repeat"], at=at)
    record("dash.owed_again", file, by=by, at=at, because=Because(because).value)
    return reason


def threshold_for(file, at):
    """The row that counts for her area at ``at``: its own, else that of every other area."""
    return DashThreshold.objects.in_force(file.area_id, at)


@one_act
def record_dash(
    file, *, asked_date, answers, events=0, judgement="", judgement_because="", again=None, by, at, **said
):
    """A DASH completed with her: 24 answers in item order. The first one makes the file assessed.

    ``again``: whether there was abuse again since she was heard at a MARAC in the last twelve months; unless she says
    that there was none, it is a repeat. ``said``: asked_by, asked_where, item_notes, notes.
    """
    if file.status in NOT_REACHED:
        raise Refused("A DASH is completed with her: record safe contact with her first.")
    if file.status == HerStatus.CLOSED:
        raise Refused("Her file is closed. Reopen it before you go through a DASH with her.")
    PartnerFile.objects.select_for_update(of=("self",)).get(pk=file.pk)
    threshold, yes = threshold_for(file, at), count_yes(answers)
    thresholds = threshold.values if threshold else Thresholds()
    level = _level(yes, thresholds, judgement, judgement_because)
    repeat = again is not False and heard_lately(file, at) is not None
    high = judgement == Level.HIGH
    criteria = marac_criteria(yes, thresholds, events=events, judged_high=high, repeat=repeat)
    dash = file.dashes.create(
        at=at,
        asked_date=asked_date,
        answers=list(answers),
        yes=yes,
        events=events,
        judgement=judgement,
        judgement_because=judgement_because,
        level=level,
        threshold=threshold,
        marac_recommended=bool(criteria),
        criteria=criteria,
        by=by,
        **said,
    )
    if file.status == HerStatus.CONTACTED:
        file.move(HerStatus.ASSESSED, by=by, at=at)
    _settle(file, dash, by=by, at=at)
    record("dash.recorded", file, by=by, at=at)
    return dash


def _level(yes, thresholds, judgement, because):
    if judgement and not because.strip():
        raise Refused("Give the reasons for your professional judgement.")
    try:
        return final_level(yes, thresholds, judgement)
    except JudgementLowers as lowers:
        raise Refused(str(lowers)) from lowers


def _settle(file, dash, *, by, at):
    """Whatever made another DASH due is answered by this one; the next is owed three months on."""
    file.dash_reasons.filter(answered_by=None).update(answered_by=dash)
    file.dash_drafts.filter(by=by).delete()
    clocks.keep(file.deadlines, Promise.REASSESS_DASH, Promise.REVIEW_DASH, at=at)
    if file.status not in NOT_OPEN:
        clocks.start(file.deadlines, Promise.REVIEW_DASH, at=at)
    if dash.criteria:
        recommend_marac(file, criteria=dash.criteria, dash=dash, by=by, at=at)
    answer_by_doing(file, "dash", done_date=dash.asked_date, by=by, at=at)


@one_act
def keep_half_dash(file, *, values, by, at):
    """What is filled in so far. Nobody but its author sees it; the finished DASH takes its place."""
    DashDraft.objects.update_or_create(file=file, by=by, defaults={"values": values, "saved_at": at})


@one_act
def drop_half_dash(file, *, by, at):
    """Throw the half-filled DASH away."""
    if file.dash_drafts.filter(by=by).delete()[0]:
        record("dash.half_dropped", file, by=by, at=at)
