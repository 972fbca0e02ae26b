"""The register as a facilitator meets it on a telephone."""

import uuid

import pytest
from django.urls import reverse

from programme.models import Attendance
from referrals.statuses import Status
from tests.programme.kit import ABSENT, CAME, men, said, sessions_of, six_weeks_ago
from tests.world import fresh


@pytest.fixture
def group(today):
    return today.group(at=six_weeks_ago(today), weeks=12)


@pytest.fixture
def two(today, group):
    return men(today, group, 2, at=six_weeks_ago(today))


def page(session):
    return reverse("register", args=[session.pk])


def sent(outcomes, **more):
    """A form as a browser sends it: {referral: outcome}."""
    return {f"outcome_{him.pk}": outcome for him, outcome in outcomes.items()} | more


def test_it_shows_every_expected_man_with_every_outcome(facilitator, group, two):
    html = facilitator.get(page(sessions_of(group)[0])).content.decode()
    for him in two:
        assert str(him.man) in html
        for outcome in ("attended", "late", "not_taking_part", "absent_notice", ABSENT):
            assert f'name="outcome_{him.pk}" type="radio" value="{outcome}"' in html


def test_everyone_is_marked_as_attended_without_saving_and_without_scripts(facilitator, group, two):
    session = sessions_of(group)[0]
    first, second = two
    response = facilitator.post(page(session), sent({first: "absent_notice"}, all="1"))
    values = {him: response.context["form"][f"outcome_{him.pk}"].value() for him in two}
    assert values == {first: "absent_notice", second: CAME}
    assert not Attendance.objects.exists()
    assert "There is a problem" not in response.content.decode()


def test_saving_records_minutes_and_notes_and_shows_the_register(facilitator, group, two, today):
    session = sessions_of(group)[0]
    first, second = two
    data = sent({first: "late", second: "absent_notice"})
    data |= {f"minutes_{first.pk}": "12", f"note_{second.pk}": "Funeral"}
    response = facilitator.post(page(session), data, follow=True)
    assert "The register is saved" in said(response)
    late, absent = session.attendances.order_by("referral")
    assert (late.outcome, late.minutes_late, late.by) == ("late", 12, today.facilitator)
    assert (absent.outcome, absent.note) == ("absent_notice", "Funeral")
    html = response.content.decode()
    assert reverse("correct", args=[late.pk]) in html
    assert reverse("plan_catch_up", args=[absent.pk]) in html
    assert reverse("plan_catch_up", args=[late.pk]) not in html
    assert "Finish the register" not in html


def test_late_asks_for_minutes(facilitator, group, two):
    session = sessions_of(group)[0]
    response = facilitator.post(page(session), sent({two[0]: "late"}))
    assert f"minutes_{two[0].pk}" in response.context["form"].errors
    assert not session.attendances.exists()


def test_some_may_be_left_for_later_and_the_page_says_so(facilitator, group, two):
    session = sessions_of(group)[0]
    response = facilitator.post(page(session), sent({two[0]: CAME}), follow=True)
    assert "1 still without an outcome" in said(response)
    assert [man.referral for man in response.context["men"]] == [two[1]]
    assert "Taken in part" in response.content.decode()


def test_nothing_at_all_is_no_register(facilitator, group, two):
    response = facilitator.post(page(sessions_of(group)[0]), {})
    assert "Record at least one man" in response.content.decode()


class TestASecondMiss:
    @pytest.fixture
    def session(self, today, group, two):
        """The session at which the first of the two would miss for the second time."""
        first, second, *_ = sessions_of(group)
        today.register(first, {two[0]: ABSENT, two[1]: CAME})
        return second

    def test_is_announced_on_his_card_before_anything_is_sent(self, facilitator, session):
        html = facilitator.get(page(session)).content.decode()
        assert html.count("would be his second: it closes his file") == 1

    def test_shows_what_follows_and_saves_nothing(self, facilitator, session, two):
        response = facilitator.post(page(session), sent({two[0]: ABSENT, two[1]: CAME}))
        html = response.content.decode()
        assert response.status_code == 200
        for words in (
            "closes his file",
            "refers him back",
            "tells the social worker and the Integrated Support",
        ):
            assert words in html
        assert [man.referral for man in response.context["closing"]] == [two[0]]
        assert not session.attendances.exists()
        assert fresh(two[0]).status == Status.ON_PROGRAMME

    def test_asks_again_when_the_tick_is_missing(self, facilitator, session, two):
        response = facilitator.post(page(session), sent({two[0]: ABSENT}, confirming="1"))
        assert f"confirm_{two[0].pk}" in response.context["form"].errors
        assert fresh(two[0]).status == Status.ON_PROGRAMME

    def test_confirmed_closes_the_file_in_the_same_step(self, facilitator, session, two):
        data = sent({two[0]: ABSENT, two[1]: CAME}, confirming="1")
        data |= {f"confirm_{two[0].pk}": "on"}
        response = facilitator.post(page(session), data, follow=True)
        assert fresh(two[0]).status == Status.CLOSED
        assert f"Closed and referred back: {two[0].man}" in said(response)

    def test_a_tick_confirms_nothing_for_a_man_who_came_after_all(self, facilitator, session, two):
        data = sent({two[0]: CAME, two[1]: CAME}, confirming="1") | {f"confirm_{two[0].pk}": "on"}
        facilitator.post(page(session), data)
        assert fresh(two[0]).status == Status.ON_PROGRAMME


def test_the_same_form_sent_twice_is_done_once(facilitator, group, two):
    session = sessions_of(group)[0]
    data = sent({two[0]: CAME, two[1]: CAME}, form_key=str(uuid.uuid4()))
    for _ in range(2):
        assert facilitator.post(page(session), data).status_code == 302
    assert session.attendances.count() == 2


def test_what_somebody_recorded_meanwhile_is_not_overwritten_in_silence(facilitator, today, group, two):
    session = sessions_of(group)[0]
    today.register(session, {two[0]: CAME})
    response = facilitator.post(page(session), sent({two[0]: ABSENT, two[1]: CAME}))
    assert "already recorded this register differently" in response.content.decode()
    assert session.attendances.get().outcome == CAME
    assert [row.referral for row in response.context["rows"]] == [two[0]]


def test_a_register_of_the_past_may_be_taken_and_one_of_the_future_not(facilitator, today, group, two):
    begun = [s for s in sessions_of(group) if s.starts_at < today.now]
    coming = next(s for s in sessions_of(group) if s.starts_at > today.now)
    for him in two:
        facilitator.post(page(begun[0]), sent({him: CAME}))
    assert begun[0].attendances.count() == 2
    assert "The register opens when the session begins" in facilitator.get(page(coming)).content.decode()
    response = facilitator.post(page(coming), sent({two[0]: CAME}))
    assert response.status_code == 200
    assert not coming.attendances.exists()


def test_a_session_without_men_is_recorded_as_held(facilitator, group):
    session = sessions_of(group)[0]
    assert "Record that it was held" in facilitator.get(page(session)).content.decode()
    facilitator.post(page(session), {})
    session.refresh_from_db()
    assert session.state == "held"


def test_nothing_of_her_is_on_the_page(facilitator, today, group, two):
    session = sessions_of(group)[0]
    pages = [facilitator.get(page(session))]
    today.register(session, dict.fromkeys(two, ABSENT))
    pages += [facilitator.get(page(session)), facilitator.get(group.get_absolute_url())]
    for response in pages:
        html = response.content.decode()
        assert "Marisol" not in html
        assert "Quillfeather" not in html
