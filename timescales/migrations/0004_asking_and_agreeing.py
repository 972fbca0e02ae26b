"""What is asked of the referrer, and the written agreement: who owes it, when it chases, what waits meanwhile."""

from datetime import UTC, datetime

from django.db import migrations

SINCE = datetime(2017, 9, 1, tzinfo=UTC)

# All [D]. Chased after two working days and again; the referrer's team and the manager hear after six.
NEW = {
    "answer_request": {"amount": 6, "unit": "working_days", "owed_by": "social_worker", "chase_every": 2},
    # Agreed in words when his first session is past already: nothing is left to wait for.
    "written_at_once": {"amount": 7, "unit": "days", "owed_by": "referrer_first", "reminders": [0.5]},
}


def make(apps, schema_editor):
    PromiseRule = apps.get_model("timescales", "PromiseRule")
    for promise, fields in NEW.items():
        PromiseRule.objects.create(
            promise=promise, valid_from=SINCE, may_pause=False, decided_by_us=True, **{"reminders": [], **fields}
        )
    rules = PromiseRule.objects
    rules.filter(promise="written_agreement").update(owed_by="referrer_first", chase_every=10)
    rules.filter(promise="acknowledge").update(waits_for_answers=True)


class Migration(migrations.Migration):
    dependencies = [("timescales", "0003_chasers_and_waiting")]
    operations = [migrations.RunPython(make, migrations.RunPython.noop)]
