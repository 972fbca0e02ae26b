"""What she is asked: only when it is safe, never overwritten, sealed, and answered at once where it is grave."""

import pytest
from django.db import connection

from accounts.refusal import Refused
from alerts.models import Climb, Notice
from iss import actions
from iss.models import HerMeasure
from iss.safe import confirmed_by
from outcomes.instruments import FIRST
from outcomes.models import InstrumentVersion
from outcomes.scales import SKIPPED
from tests.world import DAY, HOUR, NOON, WEEK

MINUTE = HOUR / 60


@pytest.fixture
def file(world):
    file = world.her_contacted(world.her_file(world.suitable()))
    actions.allocate(file, worker=world.iss_worker, by=world.iss_manager, at=NOON)
    return file


def answers_at(stage, **given):
    """Everything skipped but ``given``."""
    return {item.id: SKIPPED for item in FIRST["W"].at(stage)} | given


def ask_her(world, file, stage="initial", *, at=NOON, by=None, way="in_person", **given):
    """Her answers, asked in person a moment after she said that she can talk."""
    by = by or world.iss_worker
    actions.confirm_safe_to_talk(file, way=way, by=by, at=at)
    return actions.record_her_measure(
        file,
        stage=stage,
        asked_date=at.date(),
        version=InstrumentVersion.objects.in_force("W", at.date()),
        answers=answers_at(stage, **given),
        mode="in_person",
        by=by,
        at=at + 5 * MINUTE,
    )


def test_she_is_asked_only_after_she_said_that_she_can_talk(world, file):
    version = InstrumentVersion.objects.in_force("W", NOON.date())
    facts = {
        "stage": "initial",
        "asked_date": NOON.date(),
        "version": version,
        "answers": answers_at("initial"),
    }
    with pytest.raises(Refused, match="safe to talk"):
        actions.record_her_measure(file, by=world.iss_worker, at=NOON, **facts)
    actions.confirm_safe_to_talk(file, way="in_person", by=world.iss_manager, at=NOON)
    with pytest.raises(Refused, match="safe to talk"):
        actions.record_her_measure(file, by=world.iss_worker, at=NOON, **facts)
    assert not file.measures.exists()


def test_nobody_calls_her_to_ask_where_a_call_is_not_known_to_be_safe(world, file):
    with pytest.raises(Refused, match="not known"):
        actions.confirm_safe_to_talk(file, way="call", by=world.iss_worker, at=NOON + 60 * DAY)
    assert actions.confirm_safe_to_talk(file, way="she_called", by=world.iss_worker, at=NOON + 60 * DAY)


def test_that_she_can_talk_shows_nobody_her_number(world, file):
    actions.confirm_safe_to_talk(file, way="call", by=world.iss_worker, at=NOON)
    assert confirmed_by(file, world.iss_worker, NOON) == set()


def test_her_answers_are_sealed_in_the_database(world, file):
    measure = ask_her(world, file, W8=2, W14a="To sleep at night", W7=3)
    with connection.cursor() as cursor:
        cursor.execute("select answers, callouts from iss_hermeasure where id = %s", [measure.pk])
        [(sealed, callouts)] = cursor.fetchall()
    assert "sleep" not in sealed
    assert '"W8"' not in sealed
    assert callouts == 3
    read = HerMeasure.objects.get(pk=measure.pk).answers
    assert (read["W8"], read["W14a"], read["W9"]) == (2, "To sleep at night", SKIPPED)


def test_answers_copied_to_another_row_do_not_open(world, file):
    measure = ask_her(world, file, W8=2)
    other = ask_her(world, file, "midway", W8=5)
    with connection.cursor() as cursor:
        cursor.execute(
            "update iss_hermeasure set answers = (select answers from iss_hermeasure where id = %s) where id = %s",
            [measure.pk, other.pk],
        )
    with pytest.raises(Exception, match=r"(?i)seal|open"):
        assert HerMeasure.objects.get(pk=other.pk).answers


@pytest.mark.parametrize("why_not", ["declined", "unsafe", "not_reached"])
def test_what_was_taken_is_never_overwritten_by_a_reason(world, file, why_not):
    ask_her(world, file, W8=2)
    with pytest.raises(Refused, match="was taken on 3 June 2026"):
        actions.record_her_measure(file, stage="initial", why_not=why_not, by=world.iss_worker, at=NOON + DAY)
    [measure] = file.measures.all()
    assert measure.answers["W8"] == 2


def test_reasons_stay_beside_what_is_taken_later(world, file):
    actions.record_her_measure(file, stage="initial", why_not="unsafe", by=world.iss_worker, at=NOON)
    actions.record_her_measure(file, stage="initial", why_not="declined", by=world.iss_worker, at=NOON + DAY)
    ask_her(world, file, at=NOON + 2 * DAY, W8=3)
    found = file.measures.order_by("at").values_list("why_not", flat=True)
    assert list(found) == ["unsafe", "declined", ""]


def test_she_is_not_asked_twice_for_one_stage(world, file):
    ask_her(world, file, W8=2)
    with pytest.raises(Refused, match="It stays"):
        ask_her(world, file, W8=5, at=NOON + DAY)


def test_a_window_is_kept_with_what_was_asked(world, file):
    measure = ask_her(world, file, "midway", at=NOON + 12 * WEEK)
    assert measure.outside_window is False
    early = ask_her(world, file, "end", at=NOON + 12 * WEEK)
    assert early.outside_window is True


GRAVE = ["injury", "treatment", "neck", "weapon", "threat_to_kill"]


@pytest.mark.parametrize("harm", GRAVE)
def test_grave_harm_is_told_to_her_manager_at_once_and_owes_a_dash(world, file, harm):
    measure = ask_her(world, file, W6=["upset", harm])
    [notice] = Notice.objects.filter(alert__kind="her_answers")
    assert notice.person == world.iss_manager
    assert notice.alert.at == measure.at
    assert Climb.objects.open().filter(alert=notice.alert).exists()
    assert harm not in notice.alert.because
    reason = file.dash_reasons.get(answered_by=None)
    assert reason.because == "measure"
    assert file.deadlines.running().filter(promise="reassess_dash").exists()


def test_her_worker_is_told_where_another_heard_it(world, file):
    ask_her(world, file, by=world.iss_manager, W6=["neck"])
    assert [notice.person for notice in Notice.objects.filter(alert__kind="her_answers")] == [
        world.iss_worker
    ]


@pytest.mark.parametrize("harm", [["none"], ["upset"], SKIPPED])
def test_nothing_is_alarmed_by_less(world, file, harm):
    ask_her(world, file, W6=harm)
    assert not Notice.objects.filter(alert__kind="her_answers").exists()
    assert not file.dash_reasons.exists()


def test_the_alert_falls_with_her_answers(world, file, monkeypatch):
    def breaks(*args, **kwargs):
        raise RuntimeError

    monkeypatch.setattr("iss.actions.measures.owe_reassessment", breaks)
    with pytest.raises(RuntimeError):
        ask_her(world, file, W6=["weapon"])
    assert not file.measures.exists()
    assert not Notice.objects.filter(alert__kind="her_answers").exists()


def test_figure_30_follows_from_what_she_said_first_and_last(world, file):
    ask_her(world, file, W8=2, W10=3, W13=4)
    ask_her(world, file, "midway", at=NOON + 15 * WEEK, W8=3, W10=3, W13=2, W16=4)
    file.refresh_from_db()
    assert file.benefits_derived
    assert (file.satisfaction, file.safety, file.everyday_life) == (4, "improved", "no_change")
    assert file.health_wellbeing == "deteriorated"
    ask_her(world, file, "end", at=NOON + 30 * WEEK, W8=1, W16=2)
    file.refresh_from_db()
    assert (file.satisfaction, file.safety, file.everyday_life) == (2, "deteriorated", "")


def test_what_was_entered_directly_is_not_written_over(world, file):
    actions.enter_benefits(
        file,
        satisfaction=5,
        health_wellbeing="improved",
        everyday_life="",
        safety="",
        by=world.iss_worker,
        at=NOON,
    )
    ask_her(world, file, W8=2)
    ask_her(world, file, "midway", at=NOON + 15 * WEEK, W8=1, W16=1)
    file.refresh_from_db()
    assert (file.satisfaction, file.safety, file.benefits_derived) == (5, "", False)


def test_what_follows_from_her_own_words_is_not_entered_by_hand(world, file):
    ask_her(world, file, W8=2)
    ask_her(world, file, "midway", at=NOON + 15 * WEEK, W8=3)
    with pytest.raises(Refused, match="what she said herself"):
        actions.enter_benefits(file, satisfaction=5, by=world.iss_worker, at=NOON + 16 * WEEK)


def test_what_may_be_shown_lapses_with_her_next_measure(world, file):
    first = ask_her(world, file, W8=2)
    actions.show_at_table(file, measure=first, indicators=["safety"], by=world.iss_worker, at=NOON + DAY)
    assert file.shown_at_table.get(ended_at=None).indicators == ["safety"]
    ask_her(world, file, "midway", at=NOON + 15 * WEEK, W8=1)
    assert not file.shown_at_table.filter(ended_at=None).exists()
    with pytest.raises(Refused, match="asked again since"):
        actions.show_at_table(file, measure=first, indicators=["safety"], by=world.iss_worker, at=NOON + DAY)
