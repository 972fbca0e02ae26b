"""The calendar, and the feed that other calendars read."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.timezone import localtime

from accounts.models import User
from programme.actions import cancel_session, close_days, make_feed
from programme.ical import calendar as calendar_file
from programme.models import CalendarFeed, Group, Session
from programme.schedule import LENGTH
from tests.programme.kit import a_man, sessions_of
from tests.world import DAY


def event(**changed):
    starts_at = datetime(2026, 10, 26, 18, 30, tzinfo=UTC)
    return {
        "uid": "session-1@example",
        "starts_at": starts_at,
        "ends_at": starts_at + timedelta(hours=2),
        "revision": 0,
        "cancelled": False,
        "summary": "Tuesday",
        "location": "Hall",
        **changed,
    }


class TestTheFile:
    def made(self, **changed):
        at = datetime(2026, 6, 3, 11, tzinfo=UTC)
        return calendar_file([event(**changed)], name="My sessions", at=at)

    def test_every_line_ends_with_crlf_and_has_at_most_75_octets(self):
        text = self.made(summary="Ŵ" * 200, location="Long, and longer; " * 20)
        assert text.endswith("END:VCALENDAR\r\n")
        assert "\n" not in text.replace("\r\n", "")
        assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))

    def test_folded_lines_unfold_to_what_was_written(self):
        text = self.made(summary="Ŵ" * 200).replace("\r\n ", "")
        assert f"SUMMARY:{'Ŵ' * 200}\r\n" in text

    def test_text_is_escaped_and_times_are_in_utc(self):
        text = self.made(location="A; b, c\\d\r\ne")
        assert "LOCATION:A\\; b\\, c\\\\d\\ne\r\n" in text
        assert "DTSTART:20261026T183000Z\r\n" in text
        assert "DTSTAMP:20260603T110000Z\r\n" in text

    def test_a_cancelled_session_says_so_with_a_higher_sequence(self):
        text = self.made(cancelled=True, revision=3)
        assert "STATUS:CANCELLED\r\n" in text
        assert "SEQUENCE:3\r\n" in text


@pytest.fixture
def group(today):
    return today.group(weeks=6)


class TestTheFeed:
    def read(self, client, person, today):
        client.logout()
        return client.get(reverse("feed", args=[make_feed(by=person, at=today.now)]))

    def test_it_holds_what_one_leads_without_anybodys_name(self, client, today, group):
        him = a_man(today, group)
        cancel_session(sessions_of(group)[0], because="Snow", by=today.manager, at=today.now)
        response = self.read(client, today.facilitator, today)
        text = response.content.decode().replace("\r\n ", "")
        assert response["Content-Type"] == "text/calendar; charset=utf-8"
        assert text.count("BEGIN:VEVENT") == 7  # six, and the one planned for the cancelled one
        assert text.count("STATUS:CANCELLED") == 1
        assert "Millpond Hall" in text
        names = (him.man.first_name, him.man.last_name, today.second_facilitator.name, him.reference)
        assert not [name for name in names if name in text]

    def test_nothing_of_groups_that_others_lead_is_in_it(self, client, today, group):
        text = self.read(client, today.other_facilitator, today).content.decode()
        assert "BEGIN:VEVENT" not in text

    def test_a_new_address_ends_the_old_and_revoking_ends_both(self, client, today, group):
        client.force_login(today.facilitator)
        old = re.search(r"/calendar/[\w-]+\.ics", client.post(reverse("my_feed")).content.decode())[0]
        new = re.search(r"/calendar/[\w-]+\.ics", client.post(reverse("my_feed")).content.decode())[0]
        assert client.get(old).status_code == 404
        assert client.get(new).status_code == 200
        assert "ics" not in client.get(reverse("my_feed")).content.decode()
        client.post(reverse("end_feed"))
        assert client.get(new).status_code == 404

    def test_who_no_longer_runs_sessions_has_no_calendar(self, client, today, group):
        secret = make_feed(by=today.facilitator, at=today.now)
        User.objects.filter(pk=today.facilitator.pk).update(is_active=False)
        assert client.get(reverse("feed", args=[secret])).status_code == 404

    def test_the_secret_is_neither_kept_nor_logged(self, client, today, group, caplog):
        secret = make_feed(by=today.facilitator, at=today.now)
        client.get(reverse("feed", args=[secret]))
        client.get(reverse("feed", args=[secret[:-1]]))
        assert secret not in str(vars(CalendarFeed.objects.get()))
        assert secret[:-1] not in caplog.text


class TestThePage:
    def test_a_month_shows_sessions_days_off_and_strong_feelings(self, facilitator, today, group):
        stirring = group.sessions.filter(high_emotion=True).order_by("starts_at").first()
        off = localtime(stirring.starts_at).date() + DAY
        close_days(from_date=off, to_date=off, because="Works", by=today.manager, at=today.now)
        html = facilitator.get(
            reverse("calendar"), {"month": f"{localtime(stirring.starts_at):%Y-%m}"}
        ).content.decode()
        assert "Strong feelings expected" in html
        assert reverse("register", args=[stirring.pk]) in html
        if off.month == localtime(stirring.starts_at).month:
            assert "Works" in html

    def test_two_weeks_are_a_list_with_place_and_pair(self, facilitator, today, group):
        html = facilitator.get(reverse("calendar"), {"view": "agenda"}).content.decode()
        assert "Millpond Hall" in html
        assert f"{today.facilitator.name} and {today.second_facilitator.name}" in html

    def test_only_ones_own_are_shown_when_asked(self, client, today, group):
        client.force_login(today.manager)
        assert group.name in client.get(reverse("calendar"), {"view": "agenda"}).content.decode()
        response = client.get(reverse("calendar"), {"view": "agenda", "mine": "on"})
        assert response.context["days"] == [day for day in response.context["days"] if day.off]

    def test_a_nonsense_month_is_this_month(self, facilitator, group):
        assert facilitator.get(reverse("calendar"), {"month": "2026-99"}).status_code == 200
        assert facilitator.get(reverse("calendar"), {"view": "agenda", "from": "soon"}).status_code == 200


def queries(client, url):
    client.get(url)
    with CaptureQueriesContext(connection) as found:
        assert client.get(url).status_code == 200
    return len(found)


@pytest.mark.parametrize("view", ["month", "agenda"])
def test_the_calendar_and_the_list_of_groups_ask_as_much_for_a_thousand(client, today, group, view):
    client.force_login(today.manager)
    url, listed = f"{reverse('calendar')}?view={view}", reverse("groups")
    few = queries(client, url), queries(client, listed)
    like = Group.objects.get(pk=group.pk)
    fields = {
        name: getattr(like, name)
        for name in ("area", "venue", "version", "weekday", "starts", "lead_man", "lead_woman")
    }
    many = Group.objects.bulk_create(Group(name=f"Group {number}", **fields) for number in range(1000))
    starts = localtime(today.now).replace(hour=21, minute=0, second=0)
    Session.objects.bulk_create(
        Session(group=one, reference=f"T{one.pk}", starts_at=starts, ends_at=starts + LENGTH) for one in many
    )
    assert (queries(client, url), queries(client, listed)) == few
    assert few[0] < 25
