"""The inbox: what must be acknowledged comes first, and acknowledging does what it says."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from alerts.actions import acknowledge, raise_alert
from alerts.answers import answer
from alerts.audiences import Recipient
from alerts.kinds import Kind
from alerts.models import Alert, Notice
from audit.models import Entry
from iss.actions import raise_distress
from tests.world import World
from timescales.promises import Promise

HOUR = timedelta(hours=1)


@pytest.fixture
def world(db):
    return World(timezone.now() - HOUR)


@pytest.fixture
def manager(client, world):
    client.force_login(world.manager)
    return world.manager


def told(world, person, kind=Kind.STATUS, because=""):
    """One notice to ``person``, about a referral that exists."""
    file = getattr(world, "file", None)
    if file is None:
        file = world.file = world.received(at=world.now)
    to = [Recipient(person, file.reference, file.get_absolute_url())]
    alert = raise_alert(kind, about=file, to=to, because=because, key=uuid4().hex, at=world.now)
    return alert.notices.get()


def many(person, number, *, must):
    alerts = Alert.objects.bulk_create(
        Alert(
            kind=Kind.INCIDENT,
            key=uuid4().hex,
            about_model="referrals.referral",
            about_id=1,
            at=timezone.now(),
        )
        for _ in range(number)
    )
    Notice.objects.bulk_create(
        Notice(alert=alert, person=person, reference="MT-1", path="/", must_acknowledge=must)
        for alert in alerts
    )


def test_what_must_be_acknowledged_stands_before_what_is_only_news(client, world, manager):
    news, urgent = told(world, manager), told(world, manager, Kind.INCIDENT)
    page = client.get(reverse("inbox"))
    assert [line.notice for line in page.context["urgent"]] == [urgent]
    assert [line.notice for line in page.context["lines"]] == [news]
    assert page.content.index(b"An incident has been reported") < page.content.index(
        b"The referral has moved on"
    )


def test_news_that_was_read_leaves_the_waiting_list_and_stays_in_everything(client, world, manager):
    news = told(world, manager)
    client.get(reverse("notice", args=[news.pk]))
    assert client.get(reverse("inbox")).context["lines"] == []
    everything = client.get(reverse("inbox"), {"show": "all"}).context["lines"]
    assert [line.notice for line in everything] == [news]


def test_an_urgent_notice_that_was_read_still_waits_until_it_is_acknowledged(client, world, manager):
    urgent = told(world, manager, Kind.INCIDENT)
    page = client.get(reverse("notice", args=[urgent.pk]))
    assert b">Acknowledge</button>" in page.content
    assert client.get(reverse("inbox")).context["urgent"]
    client.post(reverse("acknowledge_notice", args=[urgent.pk]))
    assert client.get(reverse("inbox")).context["urgent"] == []
    urgent.refresh_from_db()
    assert urgent.acknowledged_at is not None
    assert Entry.objects.filter(act="alert.acknowledged", actor_id=manager.pk).count() == 1


def test_acknowledging_twice_is_written_once(client, world, manager):
    urgent = told(world, manager, Kind.INCIDENT)
    for _ in range(2):
        client.post(reverse("acknowledge_notice", args=[urgent.pk]))
    assert Entry.objects.filter(act="alert.acknowledged").count() == 1


def test_news_cannot_be_acknowledged(client, world, manager):
    news = told(world, manager)
    client.post(reverse("acknowledge_notice", args=[news.pk]))
    news.refresh_from_db()
    assert news.acknowledged_at is None


def test_nobody_opens_or_acknowledges_the_notice_of_another(client, world):
    urgent = told(world, world.manager, Kind.INCIDENT)
    client.force_login(world.facilitator)
    assert client.get(reverse("notice", args=[urgent.pk])).status_code == 404
    assert client.post(reverse("acknowledge_notice", args=[urgent.pk])).status_code == 404
    urgent.refresh_from_db()
    assert (urgent.seen_at, urgent.acknowledged_at) == (None, None)


def test_acknowledging_a_distress_alert_answers_it(client, world):
    file = world.her_file(world.pending(at=world.now))
    raise_distress(file, session_day=world.now.date(), key="distress:1", at=world.now)
    notice = world.iss_worker.notices.get(alert__kind=Kind.DISTRESS)
    client.force_login(world.iss_worker)
    client.post(reverse("acknowledge_notice", args=[notice.pk]))
    assert file.deadlines.get(promise=Promise.ANSWER_DISTRESS).kept_at is not None
    assert Entry.objects.filter(act="distress.answered", actor_id=world.iss_worker.pk).count() == 1


def test_my_time_acknowledging_his_distress_does_not_answer_for_the_iss(world):
    referral = world.pending(at=world.now)
    file = world.her_file(referral)
    raise_distress(file, session_day=world.now.date(), key="distress:1", at=world.now)
    to = [Recipient(world.manager, referral.reference, referral.get_absolute_url())]
    raise_alert(Kind.DISTRESS, about=referral, to=to, key="distress:his", at=world.now)
    acknowledge(world.manager.notices.get(alert__key="distress:his"), by=world.manager, at=world.now)
    assert file.deadlines.get(promise=Promise.ANSWER_DISTRESS).kept_at is None


def test_somebody_who_may_no_longer_open_her_file_does_not_answer_for_it(world):
    file = world.her_file(world.pending(at=world.now))
    alert = raise_distress(file, session_day=world.now.date(), key="distress:1", at=world.now)
    answer(alert, by=world.other_iss_worker, at=world.now)
    assert file.deadlines.get(promise=Promise.ANSWER_DISTRESS).kept_at is None


def test_because_is_written_out_safely(client, world, manager):
    told(world, manager, because="<script>alert(1)</script>")
    page = client.get(reverse("inbox"))
    assert b"<script>alert(1)" not in page.content
    assert b"&lt;script&gt;alert(1)" in page.content


def test_pages_of_the_inbox_miss_nothing_and_repeat_nothing(client, world, manager):
    many(manager, 60, must=False)
    seen, url = [], reverse("inbox")
    while url:
        page = client.get(url)
        seen += [line.notice.pk for line in page.context["lines"]]
        url = page.context["page"].older and reverse("inbox") + page.context["page"].older
    assert seen == sorted(set(seen), reverse=True)
    assert len(seen) == 60


def test_the_page_before_is_where_one_came_from(client, world, manager):
    many(manager, 60, must=False)
    first = client.get(reverse("inbox")).context
    second = client.get(reverse("inbox") + first["page"].older).context
    back = client.get(reverse("inbox") + second["page"].newer).context
    assert [line.notice for line in back["lines"]] == [line.notice for line in first["lines"]]


@pytest.mark.parametrize(
    "made_up", ["[]", "[null]", '["x"]', "{", '["\\u0000"]', '["1", "2"]', "9" * 40, '["%s"]' % ("9" * 40)]
)
def test_a_made_up_place_in_the_list_is_no_error(client, world, manager, made_up):
    assert client.get(reverse("inbox"), {"after": made_up}).status_code == 200
    assert client.get(reverse("inbox"), {"before": made_up}).status_code == 200


def test_a_thousand_notices_cost_no_more_queries_than_ten(client, world, manager):
    def queries():
        with CaptureQueriesContext(
            connection,
        ) as captured:
            page = client.get(reverse("inbox"), {"show": "all"})
        assert len(page.context["lines"]) + len(page.context["urgent"]) > 5
        return len(captured)

    many(manager, 5, must=True)
    many(manager, 5, must=False)
    ten = queries()
    many(manager, 495, must=True)
    many(manager, 495, must=False)
    assert queries() == ten
