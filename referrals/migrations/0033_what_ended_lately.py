"""Which files of an area ended lately; a facilitator's letters looked at all that ever ended."""

import datetime

from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("referrals", "0032_whom_to_remind")]
    operations = [
        AddIndexConcurrently(
            model_name="referral",
            index=models.Index(
                models.F("area"),
                models.Case(
                    models.When(came_from="merged", then=models.Value(datetime.date(9999, 12, 31))),
                    models.When(status="closed", then=models.F("closed_date")),
                    models.When(status="completed", then=models.F("completed_date")),
                    default=models.F("decision_date"),
                ),
                condition=models.Q(
                    ("status__in", ("unsuitable", "closed", "completed")), ("imported", False)
                ),
                name="referrals_ended_in_an_area",
            ),
        ),
    ]
