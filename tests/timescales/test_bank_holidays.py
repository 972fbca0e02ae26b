"""Bank holidays are rows that an administrator keeps; what is promised before a change keeps its moment."""

from datetime import UTC, date, datetime, timedelta
from importlib import import_module

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from govuk_bank_holidays.bank_holidays import BankHolidays

from accounts.refusal import Refused
from audit.models import Entry
from monitoring.holidays import reading
from monitoring.trail_words import act_in_words
from tests.world import NOON, World
from timescales import bank_holidays, clocks
from timescales.bank_holidays import BankHoliday, usual
from timescales.models import PromiseRule
from timescales.proclaimed import add_bank_holiday, enter_usual_days, take_away_bank_holiday
from timescales.promises import Promise, Unit
from timescales.working_time import due_after

DAY = timedelta(days=1)
FRIDAY, THURSDAY = datetime(2027, 5, 28, 9, tzinfo=UTC), datetime(2027, 6, 3, 9, tzinfo=UTC)


@pytest.fixture
def world(db):
    bank_holidays.forget()
    yield World(NOON)
    bank_holidays.forget()


@pytest.fixture
def act(world, django_capture_on_commit_callbacks):
    """An act that has been committed, as far as anybody can tell."""

    def done(action, *args, **kwargs):
        with django_capture_on_commit_callbacks(execute=True):
            return action(*args, by=world.administrator, at=NOON, **kwargs)

    return done


def whitsun(act):
    """The bank holiday of the end of May is moved to a Friday, as it was in 2022."""
    usual_day = BankHoliday.objects.get(day=date(2027, 5, 31))
    act(take_away_bank_holiday, usual_day, because="Moved to 4 June")
    return act(add_bank_holiday, date(2027, 6, 4), name="Bank holiday in June")


@pytest.mark.django_db
def test_the_rows_that_come_with_it_are_those_that_are_published():
    published = BankHolidays(use_cached_holidays=True).get_holidays(division=BankHolidays.ENGLAND_AND_WALES)
    official = {holiday["date"] for holiday in published}
    first, last = min(official).year, max(official).year
    rows = BankHoliday.objects.filter(day__year__range=(first, last)).values_list("day", flat=True)
    assert {day for day in rows if day.weekday() < 5} == {day for day in official if day.weekday() < 5}
    assert BankHoliday.objects.filter(day__year=last, added_by=None).count() >= 8


def test_a_day_that_is_moved_moves_the_deadlines_behind_it(act):
    before = [due_after(moment, amount=1, unit=Unit.WORKING_DAYS).date() for moment in (FRIDAY, THURSDAY)]
    whitsun(act)
    after = [due_after(moment, amount=1, unit=Unit.WORKING_DAYS).date() for moment in (FRIDAY, THURSDAY)]
    assert before == [date(2027, 6, 1), date(2027, 6, 4)]
    assert after == [date(2027, 5, 31), date(2027, 6, 7)]


def test_a_promise_that_runs_keeps_its_moment_and_one_that_begins_later_does_not(world, act):
    PromiseRule.objects.filter(promise=Promise.ACKNOWLEDGE).update(amount=1, unit=Unit.WORKING_DAYS)
    files = world.contacted(at=NOON), world.contacted(at=NOON)
    for file in files:
        file.deadlines.filter(promise=Promise.ACKNOWLEDGE).delete()
    running = clocks.start(files[0].deadlines, Promise.ACKNOWLEDGE, at=THURSDAY)
    whitsun(act)
    later = clocks.start(files[1].deadlines, Promise.ACKNOWLEDGE, at=THURSDAY)
    running.refresh_from_db()
    assert (running.due_at.date(), later.due_at.date()) == (date(2027, 6, 4), date(2027, 6, 7))


def test_nothing_is_changed_of_a_row_but_that_it_went_and_why(world, act):
    whitsun(act)
    gone, came = BankHoliday.objects.get(day=date(2027, 5, 31)), BankHoliday.objects.get(day=date(2027, 6, 4))
    assert (gone.removed_by, gone.removed_at, gone.removed_because) == (
        world.administrator,
        NOON,
        "Moved to 4 June",
    )
    assert (came.added_by, came.added_at, came.removed_at) == (world.administrator, NOON, None)
    acts = Entry.objects.filter(act__startswith="bank_holiday").order_by("pk")
    assert [(entry.act, entry.details["day"]) for entry in acts] == [
        ("bank_holiday.removed", "2027-05-31"),
        ("bank_holiday.added", "2027-06-04"),
    ]
    assert act_in_words("bank_holiday.added") == "Bank holiday: added"
    with pytest.raises(Refused, match="Somebody else"):
        act(take_away_bank_holiday, gone, because="Again")
    act(add_bank_holiday, date(2027, 5, 31), name="Back again")


@pytest.mark.parametrize(
    ("day", "why"),
    [
        (date(2027, 12, 27), "already"),
        (NOON.date(), "after today"),
        (NOON.date() - DAY, "after today"),
        (date(2099, 1, 4), "before the end of"),
    ],
)
def test_a_day_that_would_say_nothing_or_change_the_past_is_refused(act, day, why):
    with pytest.raises(Refused, match=why):
        act(add_bank_holiday, day, name="A day")


def test_a_day_that_has_been_is_not_taken_away(act):
    christmas = BankHoliday.objects.filter(day__lt=NOON.date()).last()
    with pytest.raises(Refused, match="after today"):
        act(take_away_bank_holiday, christmas, because="It was none")


def test_a_year_that_nobody_entered_counts_with_the_usual_days_and_is_entered_whole_with_its_first(
    world, act
):
    assert not BankHoliday.objects.in_year(2031).exists()
    christmas_eve = datetime(2031, 12, 24, 12, tzinfo=UTC)
    assert due_after(christmas_eve, amount=1, unit=Unit.WORKING_DAYS).date() == date(2031, 12, 29)
    act(add_bank_holiday, date(2031, 12, 29), name="A wedding")
    assert set(BankHoliday.objects.in_year(2031).values_list("day", flat=True)) == {
        *usual(2031),
        date(2031, 12, 29),
    }
    assert due_after(christmas_eve, amount=1, unit=Unit.WORKING_DAYS).date() == date(2031, 12, 30)


def test_a_year_is_entered_once_and_not_a_year_gone_by(act):
    assert act(enter_usual_days, 2029) == len(usual(2029))
    for year, why in ((2029, "already"), (NOON.year - 1, "gone by"), (NOON.year + 11, "too far")):
        with pytest.raises(Refused, match=why):
            act(enter_usual_days, year)


def test_the_database_has_a_day_once_and_none_goes_without_a_reason(world):
    for wrong in ({"removed_at": NOON}, {"day": date(2027, 12, 27)}):
        row = {"day": date(2027, 7, 7), "name": "A day", "added_at": NOON} | wrong
        with pytest.raises(IntegrityError), transaction.atomic():
            BankHoliday.objects.create(**row)


def test_what_the_environment_said_became_rows(world, settings):
    settings.BANK_HOLIDAYS_MORE = frozenset({date(2027, 6, 4), date(2030, 7, 1)})
    settings.BANK_HOLIDAYS_LESS = frozenset({date(2027, 5, 31)})
    BankHoliday.objects.all().delete()
    assert len(reading.only_in_the_environment()) == 2  # the day that went is gone with all others
    import_module("timescales.migrations.0015_bank_holidays_as_published").enter(apps, None)
    assert reading.only_in_the_environment() == []
    days = set(BankHoliday.objects.values_list("day", flat=True))
    assert days >= {date(2027, 6, 4), date(2030, 7, 1), date(2030, 12, 25)}
    assert date(2027, 5, 31) not in days


class TestPages:
    @pytest.fixture
    def administrator(self, client, world):
        client.force_login(world.administrator)
        return client

    def test_a_day_is_added_on_the_page_and_taken_away_with_a_reason(self, administrator):
        day = timezone.localdate() + 400 * DAY
        while BankHoliday.objects.filter(day=day).exists():
            day += DAY
        fields = {"day_0": day.day, "day_1": day.month, "day_2": day.year, "name": "A coronation"}
        page = administrator.post(reverse("add_bank_holiday"), fields, follow=True)
        assert "Promises that run already keep their moments" in page.content.decode()
        row = BankHoliday.objects.get(day=day)
        take_away = reverse("take_away_bank_holiday", args=[row.pk])
        assert "because" in administrator.post(take_away, {"because": ""}).context["form"].errors
        page = administrator.post(take_away, {"because": "Put off"}, follow=True)
        assert "Put off" in page.content.decode()
        assert administrator.get(take_away).status_code == 404

    def test_yesterday_is_refused_where_it_was_typed(self, administrator):
        day = timezone.localdate() - DAY
        fields = {"day_0": day.day, "day_1": day.month, "day_2": day.year, "name": "A coronation"}
        page = administrator.post(reverse("add_bank_holiday"), fields)
        assert "on or after" in str(page.context["form"].errors["day"])

    def test_a_year_that_is_missing_is_said_in_good_time_and_entered_at_one_press(
        self, administrator, settings
    ):
        coming = timezone.localdate().year + 1
        assert "not entered" not in administrator.get(reverse("running")).content.decode()
        BankHoliday.objects.in_year(coming).delete()
        assert f"{coming} not entered" in administrator.get(reverse("running")).content.decode()
        page = administrator.get(reverse("bank_holidays")).content.decode()
        enter = reverse("enter_bank_holidays", args=[coming])
        assert f"Nobody has entered the bank holidays of {coming}" in page
        assert enter in page
        assert "Christmas Day" in administrator.get(enter).content.decode()
        administrator.post(enter)
        assert BankHoliday.objects.in_year(coming).count() == len(usual(coming))
        assert "not entered" not in administrator.get(reverse("running")).content.decode()

    def test_what_only_the_environment_says_is_said(self, administrator, settings):
        settings.BANK_HOLIDAYS_MORE = frozenset({timezone.localdate() + 2000 * DAY})
        assert (
            "DVPP_BANK_HOLIDAYS is no longer read" in administrator.get(reverse("running")).content.decode()
        )

    def test_earlier_years_are_there_and_a_year_nobody_means_is_not(self, administrator):
        page = administrator.get(reverse("bank_holidays"), {"year": "2022"}).content.decode()
        assert "19 September 2022" in page
        for year in ("1066", "9999", "-1", "soon"):
            assert (
                "19 September 2022"
                not in administrator.get(reverse("bank_holidays"), {"year": year}).content.decode()
            )
        for year in (1999, 9999):
            assert administrator.get(reverse("enter_bank_holidays", args=[year])).status_code == 404

    def test_ten_days_more_ask_nothing_more(self, administrator, world):
        administrator.get(reverse("bank_holidays"))
        with CaptureQueriesContext(connection) as few:
            administrator.get(reverse("bank_holidays"))
        for number in range(1, 11):
            BankHoliday.objects.create(
                day=date(timezone.localdate().year + 1, 2, number),
                name="A day",
                added_at=world.now,
                added_by=world.administrator,
            )
        with CaptureQueriesContext(connection) as many:
            administrator.get(reverse("bank_holidays"))
        assert len(many) == len(few)
