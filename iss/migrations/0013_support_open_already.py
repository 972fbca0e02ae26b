"""Support that is open already has its end, and the next look at it, from the day it opened.

Where the twelve months are over already, nobody can have been late: it is looked at within a month from now.
"""

from django.db import migrations
from django.utils import timezone

from timescales.working_time import add_calendar_months

MONTHS, YEAR, SOON = 3, 12, 1


def owe(apps, schema_editor):
    PartnerFile = apps.get_model("iss", "PartnerFile")
    Deadline = apps.get_model("iss", "Deadline")
    Rule = apps.get_model("timescales", "PromiseRule")
    rules = {name: Rule.objects.filter(promise=name).first() for name in ("support_review", "support_year")}
    now = timezone.now()
    open_files = PartnerFile.objects.filter(
        status="supported", imported=False, support_opened_at__isnull=False
    )
    for pk, opened_at in open_files.values_list("pk", "support_opened_at"):
        Deadline.objects.bulk_create(
            Deadline(
                partner_file_id=pk,
                promise=promise,
                rule=rules[promise],
                started_at=opened_at,
                due_at=due_at,
                remind_at=due_at - (due_at - now) / 10,
            )
            for promise, due_at in _due(opened_at, now)
        )


def _due(opened_at, now):
    year = add_calendar_months(opened_at, YEAR)
    if year <= now:
        yield "support_year", add_calendar_months(now, SOON)
        return
    yield "support_year", year
    for months in range(MONTHS, YEAR, MONTHS):
        due = add_calendar_months(opened_at, months)
        if due > now:
            yield "support_review", due
            return


class Migration(migrations.Migration):
    dependencies = [("iss", "0012_a_year_of_support"), ("timescales", "0008_a_year_of_support")]
    operations = [migrations.RunPython(owe, migrations.RunPython.noop)]
