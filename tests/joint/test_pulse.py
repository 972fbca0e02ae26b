"""The social worker's pulse: asked once when a file has ended, skippable, and read in sums only."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.refusal import Refused
from joint.models import Pulse
from joint.pulse.asking import answer_pulse, is_asked
from joint.pulse.pooled import callouts, pulse_lines
from outcomes.models import InstrumentVersion
from referrals import actions as his
from tests.world import DAY, World

pytestmark = pytest.mark.django_db
ANSWERS = {"SW1": 5, "SW2": 4, "SW3": "skipped", "SW4": 3}


def answer(world, referral, answers=ANSWERS):
    return answer_pulse(referral, answers=answers, by=world.social_worker, at=world.now)


def many(world, number):
    version = InstrumentVersion.objects.get(code="SW", number=1)
    for _ in range(number):
        Pulse.objects.create(
            referral=world.received(), version=version, answers=ANSWERS, by=world.social_worker, at=world.now
        )


def test_it_is_asked_when_a_file_has_ended_and_not_before(world):
    referral = world.contacted()
    assert not is_asked(referral, at=world.now)
    world.closed(referral)
    assert is_asked(referral, at=world.now)


def test_it_is_asked_for_sixty_days(world):
    referral = world.closed()
    assert is_asked(referral, at=world.now + 60 * DAY)
    assert not is_asked(referral, at=world.now + 60 * DAY + timedelta(seconds=1))


@pytest.mark.parametrize("answers", [ANSWERS, None], ids=["answered", "would rather not"])
def test_it_is_never_asked_twice(world, answers):
    referral = world.closed()
    answer(world, referral, answers)
    assert not is_asked(referral, at=world.now)
    with pytest.raises(Refused, match="already"):
        answer(world, referral)


def test_the_version_that_was_asked_stays_with_the_answers(world):
    pulse = answer(world, world.closed())
    assert (pulse.version.code, pulse.version.number, pulse.answers) == ("SW", 1, ANSWERS)


def test_an_answer_that_is_none_of_those_listed_is_refused(world):
    with pytest.raises(Refused, match="listed"):
        answer(world, world.closed(), ANSWERS | {"SW1": 9})


def test_a_skipped_question_is_not_counted_and_never_as_zero(world):
    many(world, 12)
    found = {line.words: line for line in pulse_lines()}
    confident = found["I feel confident in responding to men who use abuse"]
    in_time = found["What I needed to know about him reached me in time"]
    assert (confident.n, confident.mean) == (12, 4.0)
    assert (in_time.n, in_time.mean) == (None, None)


@pytest.mark.parametrize(("number", "shown"), [(9, False), (10, True)])
def test_ten_is_the_least_for_managers_too(world, number, shown):
    many(world, number)
    assert bool(pulse_lines()[0].mean) == shown
    assert (pulse_lines()[0].n is None) != shown


def test_call_outs_are_counted_of_those_asked_twice_each_voice_by_itself(world):
    for at_first, later in ((5, 1), (3, 1), (2, None)):
        referral = world.on_programme(group=world.group(name=f"Group {at_first}"))
        for stage, count in (("initial", at_first), ("midway", later)):
            if count is not None:
                referral.measures.create(
                    stage=stage,
                    asked_date=world.now.date(),
                    answers={"M6": count},
                    by=world.facilitator,
                    at=world.now,
                )
    lines = {line.words: (line.n, line.mean) for line in callouts(outside=False)}
    assert lines["What he says: at first"] == (2, 4.0)
    assert lines["What he says: when asked last"] == (2, 1.0)
    assert lines["What she says: at first"] == (0, None)


class TestPages:
    @pytest.fixture
    def today(self, db):
        return World(timezone.now().replace(microsecond=0))

    @pytest.fixture
    def ended(self, today, client):
        client.force_login(today.social_worker)
        return today.closed()

    def test_the_social_worker_finds_it_on_the_referral_and_last_at_home(self, client, ended):
        address = reverse("pulse", args=[ended.pk])
        for page in (ended.get_absolute_url(), reverse("home")):
            assert address in client.get(page).content.decode()

    def test_four_taps_and_it_is_gone(self, client, ended):
        address = reverse("pulse", args=[ended.pk])
        client.post(address, {"SW1": "5", "SW2": "4", "SW4": "3"})
        assert Pulse.objects.get().answers == ANSWERS
        assert address not in client.get(reverse("home")).content.decode()
        assert client.get(address).status_code == 302

    def test_who_would_rather_not_is_not_asked_again(self, client, ended):
        client.post(reverse("pulse", args=[ended.pk]), {"skip": "1"})
        assert Pulse.objects.get().answers is None

    def test_nobody_reads_one_answer(self, client, today, ended):
        answer(today, ended)
        client.force_login(today.opcc)
        text = client.get(reverse("pulse_results")).content.decode()
        assert "fewer than 10" in text
        assert "5.0" not in text
        assert not Pulse.objects.visible_to(today.manager).exists()


def test_no_mail_asks_for_it(world):
    referral = world.contacted()
    his.close(referral, reason="withdrew", by=world.facilitator, at=world.now)
    assert {notice.alert.kind for notice in world.social_worker.notices.all()} >= {"file_closed"}
    assert not any("pulse" in notice.alert.kind for notice in world.social_worker.notices.all())
