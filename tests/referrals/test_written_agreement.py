"""His agreement: in words first; the signed form is a promise that chases itself; a refusal closes nothing."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.urls import reverse

from monitoring.actions import sweep
from programme.actions import cancel_session, move_session, transfer
from referrals import actions as his
from referrals.agreeing import standing
from referrals.models import Agreement
from tests.world import DAY, HOUR, NOON, WEEK, World, fresh
from timescales.promises import Promise


@pytest.fixture
def world(db):
    return World()


def agree(world, referral, *, at=NOON, form="verbal", agreed=True, document=None, by=None):
    return his.record_agreement(
        referral,
        asked_date=at.date(),
        agreed=agreed,
        form=form,
        document=document,
        by=by or world.facilitator,
        at=at,
    )


def paper(content=b"%PDF-1.7 signed"):
    return ContentFile(content, name="Gareth at home.pdf")


def written(referral):
    return referral.deadlines.get(promise=Promise.WRITTEN_AGREEMENT)


def stands(referral):
    return standing(list(referral.agreements.order_by("-asked_date", "-pk"))).state


def kinds_of(person):
    return list(person.notices.values_list("alert__kind", flat=True))


def test_agreed_in_words_after_enrolment_it_is_due_by_the_first_session(world):
    him = world.on_programme()
    agree(world, him)
    first = him.enrolments.get().first_session
    assert written(him).due_at == first.starts_at
    assert NOON < written(him).remind_at < first.starts_at


def test_where_the_first_session_is_past_it_is_due_in_seven_days(world):
    him = world.on_programme()
    at = him.enrolments.get().first_session.starts_at + HOUR
    agree(world, him, at=at)
    assert written(him).due_at == at + WEEK


def test_said_again_it_is_not_due_later(world):
    him = world.on_programme()
    at = him.enrolments.get().first_session.starts_at + HOUR
    agree(world, him, at=at)
    agree(world, him, at=at + DAY)
    assert written(him).due_at == at + WEEK


def test_a_first_session_that_was_cancelled_is_not_his_first(world):
    him = world.on_programme()
    first, second = him.enrolments.get().group.sessions.order_by("starts_at")[:2]
    type(first).objects.filter(pk=first.pk).update(state="cancelled")
    agree(world, him, at=first.starts_at + HOUR)
    assert written(him).due_at == second.starts_at


def test_the_promise_is_kept_by_the_signed_form_and_not_by_the_word_written(world):
    him = world.contacted()
    agree(world, him, form="written")
    assert (written(him).is_running, stands(him)) == (True, "agreed in words")
    agree(world, him, form="written", document=paper())
    assert (written(him).kept_at, stands(him)) == (NOON, "signed")


def test_it_is_the_referrers_until_it_is_due_and_then_the_facilitators_too(world):
    him = world.suitable()
    agree(world, him)
    world.on_programme(him)
    due = written(him).due_at
    sweep(at=written(him).remind_at)
    assert "promise_reminder" in kinds_of(world.social_worker)
    before = kinds_of(world.facilitator).count("promise_missed")
    sweep(at=due - HOUR)
    assert kinds_of(world.facilitator).count("promise_missed") == before
    sweep(at=due)
    for person in (world.social_worker, world.facilitator, world.manager):
        assert any(
            "written agreement" in because
            for because in person.notices.filter(alert__kind="promise_missed").values_list(
                "alert__because", flat=True
            )
        )


def test_his_refusal_closes_nothing_stops_the_promise_and_suggests_a_reason(world, client):
    him = world.contacted()
    agree(world, him)
    agree(world, him, agreed=False, by=world.social_worker)
    assert (fresh(him).status, written(him).stopped_at) == ("contacted", NOON)
    assert "he_refused" in kinds_of(world.facilitator)
    client.force_login(world.facilitator)
    page = client.get(reverse("close_file", args=[him.pk]))
    assert page.context["form"]["reason"].value() == "declined"


@pytest.mark.parametrize(("stage", "reason"), [("suitable", "declined_place"), ("on_programme", "withdrew")])
def test_later_the_reason_is_another(world, client, stage, reason):
    him = getattr(world, stage)()
    agree(world, him, agreed=False)
    client.force_login(world.manager)
    assert client.get(reverse("close_file", args=[him.pk])).context["form"]["reason"].value() == reason


def test_a_signed_form_is_kept_under_a_name_that_says_nothing(world):
    signed = agree(world, world.contacted(), form="written", document=paper())
    assert signed.document_name == f"{signed.referral.reference}-agreement.pdf"
    assert "Gareth" not in signed.document.name


def test_a_form_signed_after_he_took_it_back_counts_anew(world):
    him = world.contacted()
    agree(world, him, form="written", document=paper())
    agree(world, him, agreed=False)
    agree(world, him)
    assert stands(him) == "agreed in words"
    assert written(him).is_running


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_two_forms_added_at_once_are_both_kept_and_the_promise_once():
    world = World()
    him = world.contacted()
    agree(world, him)
    ready = Barrier(2)

    def one(person):
        try:
            ready.wait(timeout=20)
            agree(world, him, form="written", document=paper(person.name.encode()), by=person)
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(one, (world.facilitator, world.social_worker)))
    kept = Agreement.objects.exclude(document="")
    assert {Path(row.document.path).read_bytes() for row in kept} == {b"Facilitator", b"Social Worker"}
    assert written(him).kept_at == NOON


class TestTheDayOnWhichHeBeginsChanges:
    @pytest.fixture
    def him(self, world):
        him = world.on_programme()
        agree(world, him)
        return him

    def sessions(self, him):
        return list(him.enrolments.get(ended_at=None).group.sessions.order_by("starts_at"))

    def test_a_cancelled_first_session_moves_the_day_on(self, world, him):
        first, second = self.sessions(him)[:2]
        cancel_session(first, because="Snow", by=world.facilitator, at=NOON)
        assert written(him).due_at == second.starts_at
        assert NOON < written(him).remind_at < second.starts_at

    def test_so_does_one_that_is_moved(self, world, him):
        first = self.sessions(him)[0]
        move_session(first, starts_at=first.starts_at + DAY, by=world.facilitator, at=NOON)
        assert written(him).due_at == first.starts_at + DAY

    def test_and_another_group(self, world, him):
        other = world.group(name="Another evening", at=NOON + 3 * DAY)
        first = other.sessions.order_by("starts_at").first()
        transfer(fresh(him), group=other, first_session=first, by=world.manager, at=NOON)
        assert written(him).due_at == first.starts_at

    def test_who_has_begun_is_bought_no_time(self, world, him):
        first, second = self.sessions(him)[:2]
        at = first.starts_at + 3 * HOUR
        cancel_session(second, because="Snow", by=world.facilitator, at=at)
        other = world.group(name="Another evening", at=at)
        third = other.sessions.filter(starts_at__gt=at).order_by("starts_at").first()
        transfer(fresh(him), group=other, first_session=third, by=world.manager, at=at)
        move_session(third, starts_at=third.starts_at + DAY, by=world.facilitator, at=at)
        assert written(him).due_at == first.starts_at
