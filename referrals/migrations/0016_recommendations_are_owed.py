"""What was recommended for her through children's services, and is not answered, is owed from now on too."""

from datetime import UTC, datetime, time

from django.db import migrations
from django.db.models import Q
from django.utils.timezone import make_aware

DECIDED = datetime(2017, 9, 1, tzinfo=UTC)


def owe(apps, schema_editor):
    rule = apps.get_model("timescales", "PromiseRule").objects.get(
        promise="act_on_recommendation", valid_from=DECIDED
    )
    open_ones = apps.get_model("referrals", "Decision").objects.filter(
        Q(recommend_dash=True) | Q(recommend_marac=True),
        recommendation_via="csc",
        recommendation_by_date__isnull=False,
        referral__status="unsuitable",
    )
    newest = {decision.referral_id: decision for decision in open_ones.order_by("at", "pk")}
    for decision in newest.values():
        due_at = make_aware(datetime.combine(decision.recommendation_by_date, time(23, 59)))
        apps.get_model("referrals", "Deadline").objects.create(
            referral_id=decision.referral_id,
            promise="act_on_recommendation",
            rule=rule,
            started_at=decision.at,
            due_at=max(due_at, decision.at),
        )


class Migration(migrations.Migration):
    dependencies = [("referrals", "0015_answers_to_recommendations"), ("timescales", "0006_dash_and_marac")]
    operations = [migrations.RunPython(owe, migrations.RunPython.noop)]
