"""Which days are bank holidays: an administrator's."""

from datetime import timedelta

from timescales.bank_holidays import BankHoliday

from .policy import Row

ADMINISTRATOR = frozenset({"administrator"})


def a_day_to_come(world):
    return {"pk": BankHoliday.objects.standing().filter(day__gt=world.now + timedelta(days=1)).first().pk}


ROWS = {
    "bank_holidays": Row(who=ADMINISTRATOR),
    "add_bank_holiday": Row(who=ADMINISTRATOR),
    "take_away_bank_holiday": Row(who=ADMINISTRATOR, kwargs=a_day_to_come),
    "enter_bank_holidays": Row(who=ADMINISTRATOR, kwargs=lambda world: {"year": world.now.year + 1}),
}
