"""The timescales of pathway.md section 4, in force since the service began. An administrator adds rows for the future."""

from datetime import UTC, datetime

from django.db import migrations

SINCE = datetime(2017, 9, 1, tzinfo=UTC)
REMINDERS = [0.5, 0.9]

# promise: amount, unit, owed by, may pause, decided by us [D]
RULES = {
    "acknowledge": (1, "working_days", "spoc", True, True),
    "contact_him": (48, "hours", "facilitators", True, False),
    "offer_assessment": (7, "days", "facilitators", True, True),
    "contact_her": (48, "hours", "iss", False, False),
    "joint_discussion": (10, "working_days", "both", False, True),
    "commence_him": (24, "hours", "my_time", True, False),
    "commence_her": (24, "hours", "iss", False, False),
    "register": (24, "hours", "session_facilitators", False, True),
    "answer_distress": (1, "hours", "iss", False, True),
    "joint_review": (1, "calendar_months", "both", False, False),
    "initial_measures": (14, "days", "facilitators", True, True),
    "midway_measures": (14, "days", "facilitators", True, True),
    "end_measures": (14, "days", "facilitators", False, True),
    "follow_up_measures": (30, "days", "facilitators", False, True),
    "midway_report": (14, "days", "facilitators", True, True),
    "completion_report": (14, "days", "facilitators", False, True),
    "refer_back": (1, "working_days", "social_worker", False, True),
    "csc_review": (10, "working_days", "social_worker", False, True),
    # Due by the first session; until that is known, by the longest wait we accept for one
    "written_agreement": (93, "days", "facilitators", True, True),
}


def make(apps, schema_editor):
    PromiseRule = apps.get_model("timescales", "PromiseRule")
    PromiseRule.objects.bulk_create(
        PromiseRule(
            promise=promise,
            amount=amount,
            unit=unit,
            owed_by=owed_by,
            may_pause=may_pause,
            decided_by_us=ours,
            reminders=REMINDERS,
            valid_from=SINCE,
        )
        for promise, (amount, unit, owed_by, may_pause, ours) in RULES.items()
    )


class Migration(migrations.Migration):
    dependencies = [("timescales", "0001_initial")]
    operations = [migrations.RunPython(make, migrations.RunPython.noop)]
