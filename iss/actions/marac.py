"""MARAC: recommended, referred or not and why, heard, and what was agreed there chased until it is settled."""

from accounts.acting import one_act
from accounts.refusal import Refused
from alerts.actions import raise_alert
from alerts.audiences import Audience
from alerts.kinds import Kind
from audit.trail import record
from iss.dash import CRITERIA, REPEAT
from iss.models import Consent, Marac, MaracAction, PartnerFile
from timescales import clocks
from timescales.promises import Promise
from timescales.working_time import add_calendar_months, end_of

from .recommended import answer_by_doing

MONTHS_OF_REPEAT = 12
SETTLED = "This has been settled already. Look at it before you go on."


def heard_lately(file, at):
    """The latest case of hers that was heard within the last twelve months, or None."""
    heard = file.maracs.filter(heard_date__isnull=False).order_by("-heard_date", "-pk").first()
    return heard if heard and at <= repeat_until(heard) else None


def repeat_until(marac):
    """The moment until which abuse again makes a repeat: twelve calendar months from the day it was heard."""
    return add_calendar_months(end_of(marac.heard_date), MONTHS_OF_REPEAT)


@one_act
def recommend_marac(file, *, criteria, dash=None, by=None, at):
    """One recommendation is open at a time; further criteria are added to it. Her worker hears unless she made it."""
    PartnerFile.objects.select_for_update(of=("self",)).get(pk=file.pk)
    marac = file.maracs.filter(settled_at=None).first()
    if marac:
        marac.criteria = [name for name in CRITERIA if name in {*marac.criteria, *criteria}]
        marac.dash = dash or marac.dash
        marac.save(update_fields=["criteria", "dash"])
        return marac
    marac = file.maracs.create(criteria=list(criteria), dash=dash, recommended_at=at)
    clocks.start(file.deadlines, Promise.REFER_TO_MARAC, at=at)
    again = "Repeat: refer again." if REPEAT in criteria else "Refer, or record why not."
    raise_alert(
        Kind.MARAC_RECOMMENDED,
        about=file,
        to=[Audience.ISS],
        because=again,
        key=f"marac:{marac.pk}",
        at=at,
        by=by,
    )
    record("marac.recommended", file, by=by, at=at, criteria=list(criteria))
    return marac


@one_act
def refer_to_marac(
    marac,
    *,
    referred_date,
    criteria,
    consent,
    without_consent_because,
    concerns,
    asked_for,
    she_knows,
    by,
    at,
):
    """The referral is made: with her consent, or without it and why. What the MARAC decides is asked for."""
    if not criteria:
        raise Refused("Say which of the four criteria this referral rests on.")
    if consent != Consent.YES and not without_consent_because.strip():
        raise Refused("Give the reason for referring without her consent.")
    _settle_marac(
        marac,
        by=by,
        at=at,
        referred_date=referred_date,
        criteria=list(criteria),
        consent=consent,
        without_consent_because="" if consent == Consent.YES else without_consent_because,
        she_knows=she_knows,
        concerns=concerns,
        asked_for=asked_for,
    )
    clocks.start(marac.file.deadlines, Promise.MARAC_OUTCOME, at=at)
    answer_by_doing(marac.file, "marac", done_date=referred_date, by=by, at=at)
    record("marac.referred", marac.file, by=by, at=at, criteria=list(criteria), consent=consent)


@one_act
def decline_marac(marac, *, because, by, at):
    """Not referred, and why. The managers of the service hear."""
    if not because.strip():
        raise Refused("Give the reason for not referring.")
    _settle_marac(marac, by=by, at=at, not_referred_because=because)
    raise_alert(
        Kind.MARAC_NOT_REFERRED,
        about=marac.file,
        to=[Audience.ISS_MANAGERS],
        because="Recommended, and not referred. Read the reason.",
        key=f"marac_not_referred:{marac.pk}",
        at=at,
        by=by,
    )
    record("marac.not_referred", marac.file, by=by, at=at)


def _settle_marac(marac, *, by, at, **facts):
    if Marac.objects.filter(pk=marac.pk, settled_at=None).update(settled_at=at, settled_by=by, **facts) != 1:
        raise Refused(SETTLED)
    marac.refresh_from_db()
    clocks.keep(marac.file.deadlines, Promise.REFER_TO_MARAC, at=at)


@one_act
def record_hearing(marac, *, heard_date, agencies, outcome, by, at):
    """It was heard. For twelve months from then, abuse again is a repeat."""
    waiting = Marac.objects.filter(pk=marac.pk, referred_date__isnull=False, heard_date=None)
    if (
        waiting.update(heard_date=heard_date, agencies=agencies, outcome=outcome, heard_at=at, heard_by=by)
        != 1
    ):
        raise Refused(SETTLED)
    marac.refresh_from_db()
    if not marac.file.maracs.filter(referred_date__isnull=False, heard_date=None).exists():
        clocks.keep(marac.file.deadlines, Promise.MARAC_OUTCOME, at=at)
    record("marac.heard", marac.file, by=by, at=at)


@one_act
def agree_at_marac(marac, *, what, owner, due_date, by, at):
    """Somebody does something by a day. Chased, whoever it is, until it is settled."""
    if marac.heard_date is None:
        raise Refused("Record first that it was heard.")
    action = marac.actions.create(what=what, owner=owner, due_date=due_date, by=by, at=at)
    _chase(marac.file, at=at)
    record("marac.action_agreed", marac.file, by=by, at=at, action=action.pk)
    return action


@one_act
def settle_marac_action(action, *, done_date=None, not_done_because="", by, at):
    """Done on a day, or not and why."""
    if not done_date and not not_done_because.strip():
        raise Refused("Say when it was done, or why it was not.")
    settled = MaracAction.objects.filter(pk=action.pk, settled_at=None).update(
        done_date=done_date, not_done_because=not_done_because, settled_at=at, settled_by=by
    )
    if settled != 1:
        raise Refused(SETTLED)
    _chase(action.marac.file, at=at)
    record("marac.action_settled", action.marac.file, by=by, at=at, action=action.pk)


def _chase(file, *, at):
    """One clock for all that is open: due when the first of them is."""
    open_ones = MaracAction.objects.open().filter(marac__file=file)
    first = open_ones.order_by("due_date").values_list("due_date", flat=True).first()
    running = file.deadlines.running().filter(promise=Promise.MARAC_ACTIONS)
    if first is None:
        clocks.keep(file.deadlines, Promise.MARAC_ACTIONS, at=at)
    elif not running.exists():
        clocks.start(file.deadlines, Promise.MARAC_ACTIONS, at=at, due_at=end_of(first))
    elif running.get().due_at != max(end_of(first), running.get().started_at):
        # The one that was late is settled: the clock is of the next, and begins anew
        running.update(missed_at=None)
        clocks.redate(file.deadlines, Promise.MARAC_ACTIONS, due_at=end_of(first), at=at)
