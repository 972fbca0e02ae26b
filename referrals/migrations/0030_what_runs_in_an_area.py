"""What runs in an area, in the order of its list; or the list would be read out of what runs anywhere."""

import datetime

from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("referrals", "0029_what_lists_look_for")]
    operations = [
        AddIndexConcurrently(
            model_name="referral",
            index=models.Index(
                models.F("area"),
                models.OrderBy(
                    models.Case(
                        models.When(received_date=None, then=models.Value(datetime.date(1, 1, 1))),
                        default=models.F("received_date"),
                    ),
                    descending=True,
                ),
                models.OrderBy(models.F("id"), descending=True),
                condition=models.Q(
                    (
                        "status__in",
                        (
                            "received",
                            "acknowledged",
                            "contacted",
                            "assessment_booked",
                            "pending",
                            "suitable",
                            "on_programme",
                            "on_hold",
                        ),
                    ),
                    ("owes", True),
                    _connector="OR",
                ),
                name="referrals_of_areas_that_run",
            ),
        ),
    ]
