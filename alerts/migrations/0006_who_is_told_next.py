"""The ladders in force since the service began, all [D]; and alerts that wait already begin to climb now."""

from datetime import UTC, datetime, timedelta

from django.db import migrations

SINCE = datetime(2017, 9, 1, tzinfo=UTC)
NEXT = ("colleagues", "managers", "platform")

# kind (empty: every other that must be acknowledged): minutes after which each of NEXT is told
LADDERS = {
    "": (240, 1440, 4320),
    "distress": (20, 60, 120),
    "incident": (60, 120, 240),
    "risk_note": (120, 240, 1440),
    "concern": (120, 240, 1440),
    "first_miss": (240, 480, 1440),
    "file_closed": (240, 480, 1440),
}


def make(apps, schema_editor):
    rules = apps.get_model("alerts", "LadderRule").objects
    rungs = apps.get_model("alerts", "Rung").objects
    for kind, minutes in LADDERS.items():
        rule = rules.create(kind=kind, valid_from=SINCE, decided_by_us=True)
        rungs.bulk_create(
            rungs.model(rule=rule, step=step, minutes=after, audience=who)
            for step, (who, after) in enumerate(zip(NEXT, minutes, strict=True), start=1)
        )


def begin(apps, schema_editor):
    """Where one of an organisation has acknowledged, that was the answer; where nobody has, the ladder begins now."""
    notices = apps.get_model("alerts", "Notice").objects.filter(must_acknowledge=True)
    groups = {}
    for notice in notices.select_related("person", "alert").order_by("pk").iterator():
        key = (notice.alert, notice.person.organisation_id, notice.reference)
        groups.setdefault(key, []).append(notice)
    now = _now(schema_editor)
    for (alert, organisation, reference), told in groups.items():
        ids = [notice.pk for notice in told if notice.acknowledged_at is None]
        answers = [notice.acknowledged_at for notice in told if notice.acknowledged_at]
        if answers:
            notices.filter(pk__in=ids).update(answered_at=min(answers))
        elif ids:
            climb = _climb(apps, alert, organisation, reference, now)
            notices.filter(pk__in=ids).update(climb=climb)


def _now(schema_editor):
    with schema_editor.connection.cursor() as cursor:
        cursor.execute("select now()")
        return cursor.fetchone()[0]


def _climb(apps, alert, organisation, reference, now):
    rules = apps.get_model("alerts", "LadderRule").objects
    rule = rules.filter(kind=alert.kind).first() or rules.get(kind="")
    return apps.get_model("alerts", "Climb").objects.create(
        alert=alert,
        organisation_id=organisation,
        reference=reference,
        rule=rule,
        started_at=now,
        next_at=now + timedelta(minutes=rule.rungs.earliest("step").minutes),
    )


class Migration(migrations.Migration):
    dependencies = [("alerts", "0005_the_ladder")]
    operations = [
        migrations.RunPython(make, migrations.RunPython.noop),
        migrations.RunPython(begin, migrations.RunPython.noop),
    ]
