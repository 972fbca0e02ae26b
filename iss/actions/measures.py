"""What she is asked, why she was not, and what follows at once from what she said."""

from django.conf import settings

from accounts.acting import one_act
from accounts.refusal import Refused
from alerts.actions import raise_alert
from alerts.audiences import Audience, people
from alerts.kinds import Kind
from audit.trail import record
from iss.measures.benefits import benefits_of
from iss.measures.taken import with_answers
from iss.measures.windows import windows_of
from iss.models import Because, Channel, PartnerFile
from outcomes.answers import check, number
from outcomes.models import PROMISES, Mode
from outcomes.scoring import alarms
from timescales import clocks

from .contact import refuse_unsafe
from .dash import owe_reassessment

CALLOUTS = "W7"
GRAVE = "What she said when she was asked names grave harm or a threat. Read it on her file, and act today."
# (mode, whether she got in touch herself) by what her worker chooses
WAYS = {
    "call": (Mode.PHONE, False),
    "she_called": (Mode.PHONE, True),
    "in_person": (Mode.IN_PERSON, True),
}


@one_act
def confirm_safe_to_talk(file, *, way, by, at):
    """She was asked whether she can talk now and said yes. ``way``: of WAYS; whoever calls her may call her now."""
    mode, she_began = WAYS[way]
    if not she_began:
        refuse_unsafe(file, Channel.CALL, at)
    channel = Channel.IN_PERSON if mode == Mode.IN_PERSON else Channel.CALL
    said = file.safe_nows.create(
        channel=channel, at=at, until=at + settings.SAFE_NOW_LASTS, to_talk=True, by=by
    )
    record("her_measure.safe_to_talk", file, by=by, at=at, channel=channel.value)
    return said


def safe_to_talk(file, *, by, at, within=settings.SAFE_TALK_COVERS):
    """When she last said to ``by`` that she can talk, not longer than ``within`` ago, or None."""
    said = file.safe_nows.filter(to_talk=True, by=by, at__lte=at, at__gt=at - within)
    return said.order_by("-at", "-pk").first()


@one_act
def record_her_measure(file, *, stage, asked_date=None, why_not="", note="", by, at, **taken):
    """A measure was taken with her, or why it was not: reasons are rows of their own, and what was taken stays.

    ``taken``: version, answers, mode, interpreter, asked_by of one that was taken; her answers are taken down only
    after she said that it is safe to talk.
    """
    file = PartnerFile.objects.select_for_update(of=("self",)).get(pk=file.pk)
    _refuse_twice(file, stage)
    answers = taken.get("answers")
    if answers:
        _refuse_answers(file, stage, by=by, at=at, **taken)
    window = windows_of(file).get(stage)
    measure = file.measures.create(
        stage=stage,
        asked_date=asked_date,
        why_not=why_not,
        note=note,
        callouts=number(answers.get(CALLOUTS)) if answers else None,
        window_opens=window and window.opens,
        window_closes=window and window.closes,
        by=by,
        at=at,
        **taken,
    )
    clocks.keep(file.deadlines, PROMISES[stage], at=at)
    record("her_measure.recorded", file, by=by, at=at, stage=stage, why_not=why_not)
    if answers:
        _follow(file, answers, by=by, at=at)
    return measure


def _refuse_twice(file, stage):
    before = file.measures.taken().filter(stage=stage).first()
    if before:
        day = f"{before.asked_date:%-d %B %Y}"
        raise Refused(f"The {before.get_stage_display().lower()} measure was taken on {day}. It stays.")


def _refuse_answers(file, stage, *, version, answers, by, at, **_):
    if safe_to_talk(file, by=by, at=at) is None:
        raise Refused("Ask her first whether it is safe to talk now, and say so on the page before.")
    if errors := check(version, answers, stage):
        raise Refused("; ".join(f"{item}: {wrong}" for item, wrong in errors.items()))


def _follow(file, answers, *, by, at):
    file.shown_at_table.filter(ended_at=None).update(ended_at=at)
    _derive_benefits(file)
    if not alarms(answers):
        return
    own = people(file, [Audience.ISS, Audience.ISS_MANAGERS], at=at)
    others = any(recipient.person.pk != by.pk for recipient in own)
    raise_alert(
        Kind.HER_ANSWERS,
        about=file,
        to=[Audience.ISS, Audience.ISS_MANAGERS],
        because=GRAVE,
        # Told to somebody else than who heard it; to that one where there is nobody else
        by=by if others else None,
        at=at,
    )
    owe_reassessment(file, because=Because.MEASURE, by=by, at=at)


def _derive_benefits(file):
    """Figure 30 from what she said first and last, unless it was entered directly."""
    if not file.benefits_derived and any(
        (file.satisfaction, file.health_wellbeing, file.everyday_life, file.safety)
    ):
        return
    taken = with_answers(file.measures.all())
    if len(taken) > 1:
        facts = benefits_of(taken[0].answers, taken[-1].answers) | {"benefits_derived": True}
        PartnerFile.objects.filter(pk=file.pk).update(**facts)


@one_act
def enter_benefits(file, *, by, at, **four):
    """The four of Figure 30 as an older record has them: satisfaction, health_wellbeing, everyday_life, safety."""
    file = PartnerFile.objects.select_for_update(of=("self",)).get(pk=file.pk)
    if file.benefits_derived:
        raise Refused("These follow from what she said herself. They are not entered by hand.")
    PartnerFile.objects.filter(pk=file.pk).update(**four)
    record("her_benefits.entered", file, by=by, at=at)


@one_act
def show_at_table(file, *, measure, indicators, by, at):
    """Her worker lets ``indicators`` of what she said up to ``measure`` be shown at the joint table; none: nothing."""
    PartnerFile.objects.select_for_update(of=("self",)).get(pk=file.pk)
    latest = with_answers(file.measures.all())[-1:]
    if not latest or latest[0].pk != measure.pk:
        raise Refused("She has been asked again since. Look at what she said now, then decide.")
    file.shown_at_table.filter(ended_at=None).update(ended_at=at)
    if indicators:
        file.shown_at_table.create(measure=measure, indicators=list(indicators), by=by, at=at)
    record("her_measure.shown_at_table", file, by=by, at=at, kinds=len(indicators))
