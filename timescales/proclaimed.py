"""Enter a bank holiday, take one away, enter the usual ones of a year. Promises that run keep their stored moments."""

from django.db import transaction
from django.utils.timezone import localtime

from accounts.acting import one_act
from accounts.refusal import Refused
from audit.trail import record

from .bank_holidays import BankHoliday, forget, usual

# Nobody knows more than the usual days of a year so far ahead
YEARS_AHEAD = 10


@one_act
def add_bank_holiday(day, *, name, by, at):
    """``day`` is off from now on, for whatever is counted from now on."""
    _ahead(day, at)
    _enter_usual(day.year, by=by, at=at)
    if BankHoliday.objects.standing().filter(day=day).exists():
        raise Refused(f"{day:%-d %B %Y} is a bank holiday already.")
    holiday = BankHoliday.objects.create(day=day, name=name, added_at=at, added_by=by)
    record("bank_holiday.added", holiday, by=by, at=at, day=day.isoformat())
    transaction.on_commit(forget)
    return holiday


@one_act
def take_away_bank_holiday(holiday, *, because, by, at):
    """People work on that day after all. The row stays, with the reason."""
    _ahead(holiday.day, at)
    gone = {"removed_at": at, "removed_by": by, "removed_because": because}
    if BankHoliday.objects.standing().filter(pk=holiday.pk).update(**gone) != 1:
        raise Refused("Somebody else has just taken this day away.")
    record("bank_holiday.removed", holiday, by=by, at=at, day=holiday.day.isoformat())
    transaction.on_commit(forget)


@one_act
def enter_usual_days(year, *, by, at):
    """The days that the calendar gives ``year``, as rows. How many."""
    if not localtime(at).year <= year <= localtime(at).year + YEARS_AHEAD:
        raise Refused("That year is gone by, or too far ahead for anybody to know it.")
    entered = _enter_usual(year, by=by, at=at)
    if not entered:
        raise Refused(f"The bank holidays of {year} are entered already.")
    transaction.on_commit(forget)
    return entered


def _enter_usual(year, *, by, at):
    if BankHoliday.objects.in_year(year).exists():
        return 0
    rows = [BankHoliday(day=day, name=name, added_at=at, added_by=by) for day, name in usual(year).items()]
    first, *_ = BankHoliday.objects.bulk_create(rows)
    record("bank_holiday.year_entered", first, by=by, at=at, year=year)
    return len(rows)


def _ahead(day, at):
    today = localtime(at).date()
    if day <= today:
        raise Refused("Choose a day after today: what was counted with the days gone by stays as it is.")
    if day.year > today.year + YEARS_AHEAD:
        raise Refused(f"Choose a day before the end of {today.year + YEARS_AHEAD}.")
