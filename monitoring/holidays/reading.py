"""The bank holidays year by year, and whether those of the time ahead have been entered."""

from dataclasses import dataclass

from django.conf import settings
from django.utils.timezone import localtime

from timescales.bank_holidays import BankHoliday, usual


@dataclass(frozen=True)
class Year:
    """``rows`` are entered; where nobody has entered any, ``usual`` are (day, name) that are counted with meanwhile."""

    number: int
    rows: list
    usual: list


def years(user, *, at):
    """From this year on, as far as anybody has entered, and those that should be."""
    this = localtime(at).year
    entered = {}
    rows = BankHoliday.objects.visible_to(user).filter(day__year__gte=this).order_by("day", "pk")
    for row in rows.select_related("added_by", "removed_by"):
        entered.setdefault(row.day.year, []).append(row)
    last = max([*entered, ahead(at).year])
    return [year(number, entered.get(number, [])) for number in range(this, last + 1)]


def one_year(user, number):
    rows = BankHoliday.objects.visible_to(user).in_year(number).order_by("day", "pk")
    return year(number, list(rows.select_related("added_by", "removed_by")))


def year(number, rows):
    return Year(number, rows, [] if rows else list(usual(number).items()))


def ahead(at):
    """The latest day on which a promise that begins now may end."""
    return localtime(at + settings.BANK_HOLIDAYS_ENTERED_FOR).date()


def missing(at):
    """The years ahead of which nobody has entered any bank holiday."""
    numbers = range(localtime(at).year, ahead(at).year + 1)
    return [number for number in numbers if not BankHoliday.objects.in_year(number).exists()]


def only_in_the_environment():
    """Days that DVPP_BANK_HOLIDAYS names otherwise than the rows do: it is no longer read."""
    named = settings.BANK_HOLIDAYS_MORE | settings.BANK_HOLIDAYS_LESS
    standing = set(BankHoliday.objects.standing().filter(day__in=named).values_list("day", flat=True))
    return sorted((settings.BANK_HOLIDAYS_MORE - standing) | (settings.BANK_HOLIDAYS_LESS & standing))
