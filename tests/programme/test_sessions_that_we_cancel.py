"""A session that nobody recorded is cancelled afterwards: the sessions beside it follow one another then."""

import pytest
from django.urls import reverse

from programme.actions import MustConfirm, cancel_session
from referrals.actions import hold
from referrals.statuses import Status
from tests.programme.kit import ABSENT, CAME, a_man, sessions_of, six_weeks_ago, told
from tests.world import DAY, fresh


@pytest.fixture
def group(today):
    return today.group(at=six_weeks_ago(today), weeks=12)


@pytest.fixture
def him(today, group):
    return a_man(today, group, at=six_weeks_ago(today))


@pytest.fixture
def between(today, group, him):
    """Missed the first and the third; the second was never recorded."""
    first, second, third, *_ = sessions_of(group)
    today.register(first, {him: ABSENT})
    today.register(third, {him: ABSENT}, confirm=False)
    assert fresh(him).status == Status.ON_PROGRAMME
    return second


def test_closes_the_file_once_that_is_confirmed(today, him, between):
    cancelling = {"because": "Snow", "by": today.facilitator, "at": today.now}
    with pytest.raises(MustConfirm):
        cancel_session(between, **cancelling)
    between.refresh_from_db()
    assert between.state == "planned"
    cancel_session(between, confirmed=[him.pk], **cancelling)
    assert fresh(him).status == Status.CLOSED
    assert told(today.iss_worker, "file_closed") == 1


def test_asks_nothing_where_nobody_missed_both(today, group, him):
    first, second, third, *_ = sessions_of(group)
    today.register(first, {him: ABSENT})
    today.register(third, {him: CAME})
    cancel_session(second, because="Snow", by=today.facilitator, at=third.starts_at + DAY)
    assert fresh(him).status == Status.ON_PROGRAMME


def test_the_page_shows_what_follows_and_saves_nothing_before_the_tick(facilitator, him, between):
    address = reverse("cancel_session", args=[between.pk])
    html = facilitator.post(address, {"because": "Snow"}).content.decode()
    assert "Nothing is saved yet" in html
    assert f"Close the file of {him.man}" in html
    assert fresh(him).status == Status.ON_PROGRAMME
    facilitator.post(address, {"because": "Snow", f"confirm_{him.pk}": "on"})
    assert fresh(him).status == Status.CLOSED


def test_the_page_that_ends_a_hold_asks_in_the_same_way(facilitator, today, group, him):
    first, second, *_ = sessions_of(group)
    today.register(first, {him: ABSENT})
    until = today.now.date()
    hold(fresh(him), reason="Hospital", review_date=until, by=today.facilitator, at=second.ends_at)
    today.register(second, {him: ABSENT}, confirm=False)
    address = reverse("resume_file", args=[him.pk])
    assert "Nothing is saved yet" in facilitator.post(address, {}).content.decode()
    assert fresh(him).status == Status.ON_HOLD
    facilitator.post(address, {f"confirm_{him.pk}": "on"})
    assert fresh(him).status == Status.CLOSED
