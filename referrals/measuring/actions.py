"""Put the questions to him, keep what he has answered so far, record it when he has finished."""

from django.conf import settings
from django.utils.crypto import get_random_string
from django.utils.timezone import localtime

from accounts.acting import one_act
from accounts.refusal import Refused
from audit.trail import record
from outcomes.answers import check
from outcomes.models import InstrumentVersion, Mode, Stage
from outcomes.scales import SKIPPED
from referrals.actions.records import record_measure
from referrals.models import HisMeasure, Questions, Rating, Referral
from texts.actions import take_back, write
from texts.occasions import Channel, Occasion
from texts.reaching import reach_of

from .addresses import hashed, token_of

HANDED, LINK = Mode.HANDED_SCREEN.value, Mode.OWN_DEVICE.value
LABEL = "referrals.referral"
OVER = "These questions are not open any more."


def asked_now(code, at):
    return InstrumentVersion.objects.in_force(code, localtime(at).date())


@one_act
def put_questions(referral, *, stage, way, interpreter=False, by, at):
    """Put the questions of ``stage`` to him. Whatever was put to him before and not finished is withdrawn."""
    Referral.objects.select_for_update().get(pk=referral.pk)
    _refuse_what_was_taken(referral, stage)
    for before in referral.questions.unfinished().filter(stage=stage):
        withdraw_questions(before, by=by, at=at)
    questions = Questions(
        referral=referral,
        stage=stage,
        version=asked_now("M", at),
        way=way,
        interpreter=interpreter,
        by=by,
        at=at,
        expires_at=at + settings.QUESTIONS_LAST[way],
    )
    questions.address_hash = hashed(token_of(questions))
    questions.save()
    record("questions.put", referral, by=by, at=at, stage=stage, way=way)
    return questions


def _refuse_what_was_taken(referral, stage):
    if HisMeasure.objects.filter(referral=referral, stage=stage, asked_date__isnull=False).exists():
        raise Refused(f"The {Stage(stage).label.lower()} measure has been taken. It stays.")


@one_act
def text_the_link(questions, *, at):
    """Text him the link in the way he chose. Why it was not texted, in words; empty where it goes."""
    referral = questions.referral
    reach = reach_of(LABEL, referral.pk)
    why_not = reach.why_not(Channel.TEXT)
    if not why_not:
        write(
            Occasion.QUESTIONS,
            about=referral,
            thing_id=questions.pk,
            moment=questions.expires_at,
            due_at=at,
            useless_at=questions.expires_at,
            at=at,
        )
    return why_not


@one_act
def withdraw_questions(questions, *, by, at):
    """Nobody can answer them any more, and what was half answered is gone."""
    done = Questions.objects.unfinished().filter(pk=questions.pk).update(withdrawn_at=at, so_far={})
    if not done:
        raise Refused("He has finished, or the questions were withdrawn already.")
    because = "The questions were withdrawn"
    about = {"about_model": LABEL, "about_ids": [questions.referral_id]}
    take_back(Occasion.QUESTIONS, **about, thing_id=questions.pk, because=because)
    record("questions.withdrawn", questions.referral, by=by, at=at, stage=questions.stage)


@one_act
def begin(questions, *, at):
    """The first browser that begins is the only one that goes on. Its secret; Refused for every other."""
    secret = get_random_string(40)
    open_ones = Questions.objects.unfinished().filter(pk=questions.pk, browser_hash="", expires_at__gt=at)
    if not open_ones.update(browser_hash=hashed(secret), begun_at=at):
        raise Refused(OVER)
    return secret


@one_act
def keep_so_far(questions, answers, *, at):
    """One step is answered. What he answered before stays."""
    row = _open(questions, at)
    Questions.objects.filter(pk=row.pk).update(so_far=row.so_far | answers)
    return row.so_far | answers


@one_act
def finish(questions, *, at):
    """What he answered becomes his measure; whatever he left alone was skipped."""
    row = _open(questions, at)
    answers = {item.id: row.so_far.get(item.id, SKIPPED) for item in row.version.at(row.stage)}
    if check(row.version, answers, row.stage):
        raise Refused("An answer does not fit its question.")
    measure = record_measure(
        row.referral,
        stage=row.stage,
        asked_date=localtime(at).date(),
        answers=answers,
        version=row.version,
        mode=row.way,
        interpreter=row.interpreter,
        asked_by=row.by.get_full_name(),
        by=row.by,
        at=at,
    )
    Questions.objects.filter(pk=row.pk).update(finished_at=at, so_far={})
    return measure


def _open(questions, at):
    row = Questions.objects.select_for_update(of=("self",)).select_related("referral", "version", "by")
    row = row.get(pk=questions.pk)
    if not row.open_at(at):
        raise Refused(OVER)
    return row


@one_act
def rate(referral, *, stage, answers, by, at):
    """A facilitator's four ratings. An older one of the same stage stays on record; the latest stands."""
    version = asked_now("F", at)
    if check(version, answers, stage):
        raise Refused("An answer does not fit its question.")
    rating = Rating.objects.create(
        referral=referral, stage=stage, version=version, answers=answers, by=by, at=at
    )
    record("rating.recorded", referral, by=by, at=at, stage=stage)
    return rating


def forget_half_answered(*, at):
    """What somebody began and did not finish in time is not kept. Tells nobody: how many alerts, none."""
    Questions.objects.unfinished().filter(expires_at__lte=at).exclude(so_far={}).update(so_far={})
    return 0
