"""Plans in one text become plans in parts; what older DASHes recommend, and the next DASH, is owed from now on."""

from datetime import UTC, datetime

from django.db import migrations

from timescales.working_time import add_calendar_months, due_after

DECIDED = datetime(2017, 9, 1, tzinfo=UTC)


def carry(apps, schema_editor):
    _plans(apps.get_model("iss", "SafetyPlan"))
    files = apps.get_model("iss", "PartnerFile").objects.exclude(status__in=["held", "closed"])
    rules = {
        rule.promise: rule
        for rule in apps.get_model("timescales", "PromiseRule").objects.filter(
            promise__in=["review_dash", "refer_to_marac"], valid_from=DECIDED
        )
    }
    Dash, Deadline = apps.get_model("iss", "Dash"), apps.get_model("iss", "Deadline")
    Marac = apps.get_model("iss", "Marac")
    for file in files.filter(pk__in=Dash.objects.values("file")).only("pk"):
        dash = Dash.objects.filter(file=file).order_by("-at", "-pk").first()
        start = {"partner_file_id": file.pk, "started_at": dash.at}
        due_at = add_calendar_months(dash.at, 3)
        Deadline.objects.create(**start, promise="review_dash", rule=rules["review_dash"], due_at=due_at)
        if dash.marac_recommended:
            Marac.objects.create(
                file_id=file.pk, dash=dash, criteria=_criteria(dash), recommended_at=dash.at
            )
            due_at = due_after(dash.at, amount=2, unit="working_days")
            Deadline.objects.create(
                **start, promise="refer_to_marac", rule=rules["refer_to_marac"], due_at=due_at
            )


def _criteria(dash):
    """By the thresholds of every area, which are those that older rows were judged by."""
    hold = {
        "visible_high": dash.yes >= 14,
        "escalation": dash.events >= 3,
        "judgement": dash.judgement == "high",
    }
    return [name for name, holds in hold.items() if holds]


def _plans(SafetyPlan):
    for plan in SafetyPlan.objects.all():
        plan.parts = {name: text for name, text in (("needs", plan.needs), ("other", plan.plan)) if text}
        plan.save(update_fields=["parts"])


class Migration(migrations.Migration):
    dependencies = [("iss", "0014_marac_and_plans"), ("timescales", "0006_dash_and_marac")]
    operations = [migrations.RunPython(carry, migrations.RunPython.noop)]
