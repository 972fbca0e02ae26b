"""The bank holidays of England and Wales as far as they have been published, and what DVPP_BANK_HOLIDAYS said until now.

Years behind these are worked out as usual until an administrator enters them (timescales/bank_holidays.py).
"""

from datetime import UTC, datetime

import holidays
from django.conf import settings
from django.db import migrations

FIRST, LAST = 2000, 2028
SINCE = datetime(2026, 11, 23, tzinfo=UTC)


def enter(apps, schema_editor):
    more, less = settings.BANK_HOLIDAYS_MORE, settings.BANK_HOLIDAYS_LESS
    last = max([LAST, *(day.year for day in more | less)])
    days = dict(holidays.country_holidays("GB", subdiv="ENG", years=range(FIRST, last + 1)))
    days = {day: name for day, name in days.items() if day not in less}
    days |= {day: "Proclaimed" for day in more if day.year >= FIRST and day not in days}
    table = apps.get_model("timescales", "BankHoliday")
    table.objects.bulk_create(
        table(day=day, name=name, added_at=SINCE) for day, name in sorted(days.items())
    )


class Migration(migrations.Migration):
    dependencies = [("timescales", "0014_bank_holidays")]
    operations = [migrations.RunPython(enter, migrations.RunPython.noop)]
