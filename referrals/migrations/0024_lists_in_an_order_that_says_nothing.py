"""The order of lists by CASE and no longer by COALESCE, which row security takes for something that could tell of rows.

Under it a bound by COALESCE is looked at only after the policies, row by row: a page far down a list read every file
before it. The old indexes go at the end; until then the code that still runs has them.
"""

import datetime

from django.contrib.postgres.operations import AddIndexConcurrently, RemoveIndexConcurrently
from django.db import migrations, models

NEWEST = "(case when received_date is null then '0001-01-01'::date else received_date end) desc, id desc"
INDEXES = {
    "referrals_to_pass_on": f"referrals_referral ({NEWEST}) where passed_on_at is null",
    "referrals_in_an_area": f"referrals_referral (area_id, {NEWEST})",
    "referrals_in_a_team": f"referrals_referral (team_id, {NEWEST})",
}
OLD = ("referrals_not_passed_on", "referrals_of_an_area", "referrals_of_a_team")


class Migration(migrations.Migration):
    atomic = False
    dependencies = [
        ("referrals", "0023_row_security"),
        ("programme", "0011_what_pages_look_for"),
    ]
    operations = [
        AddIndexConcurrently(
            model_name="referral",
            index=models.Index(
                models.OrderBy(
                    models.Case(
                        models.When(received_date=None, then=models.Value(datetime.date(1, 1, 1))),
                        default=models.F("received_date"),
                    ),
                    descending=True,
                ),
                models.OrderBy(models.F("id"), descending=True),
                name="referral_by_newest",
            ),
        ),
        *(
            migrations.RunSQL(
                f"create index concurrently if not exists {name} on {what}",
                f"drop index concurrently if exists {name}",
            )
            for name, what in INDEXES.items()
        ),
        RemoveIndexConcurrently(model_name="referral", name="referral_newest_first"),
        *(
            migrations.RunSQL(f"drop index concurrently if exists {name}", migrations.RunSQL.noop)
            for name in OLD
        ),
    ]
