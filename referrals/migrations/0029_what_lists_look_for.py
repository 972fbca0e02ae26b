"""What runs among all that there ever was, in the order of lists and by whose it is; words and steps where they are looked
for. docs/performance.md says which page each is for."""

import datetime

from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("referrals", "0028_of_the_files_there")]
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
                name="referrals_that_run",
            ),
        ),
        AddIndexConcurrently(
            model_name="referral",
            index=models.Index(
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
                fields=["holder"],
                name="referrals_held_that_run",
            ),
        ),
        AddIndexConcurrently(
            model_name="referral",
            index=models.Index(
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
                fields=["referrer"],
                name="referrals_made_that_run",
            ),
        ),
        AddIndexConcurrently(
            model_name="referral",
            index=models.Index(
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
                fields=["team"],
                name="referrals_of_teams_that_run",
            ),
        ),
        AddIndexConcurrently(
            model_name="referral",
            index=models.Index(
                models.F("status"),
                models.OrderBy(
                    models.Case(
                        models.When(received_date=None, then=models.Value(datetime.date(1, 1, 1))),
                        default=models.F("received_date"),
                    ),
                    descending=True,
                ),
                models.OrderBy(models.F("id"), descending=True),
                name="referrals_of_a_status",
            ),
        ),
        AddIndexConcurrently(
            model_name="searchword",
            index=models.Index(fields=["area", "token", "newest", "referral"], name="words_of_an_area"),
        ),
        AddIndexConcurrently(
            model_name="statuschange",
            index=models.Index(fields=["referral", "at"], name="steps_of_a_file"),
        ),
    ]
