"""The programme for one man alone, where a language or a need keeps him out of a group: the same thirty sessions."""

from django.db import migrations

NAME = "One-to-one programme"


def make(apps, schema_editor):
    ProgrammeVersion = apps.get_model("programme", "ProgrammeVersion")
    Topic = apps.get_model("programme", "Topic")
    full = ProgrammeVersion.objects.filter(name="30-week programme").first()
    if full is None or ProgrammeVersion.objects.filter(name=NAME).exists():
        return
    alone = ProgrammeVersion.objects.create(
        name=NAME, sessions_required=full.sessions_required, one_to_one=True, valid_from=full.valid_from
    )
    for topic in Topic.objects.filter(version=full).order_by("number"):
        Topic.objects.create(
            version=alone,
            number=topic.number,
            title=topic.title,
            content_area=topic.content_area,
            high_emotion=topic.high_emotion,
        )


class Migration(migrations.Migration):
    dependencies = [("programme", "0004_groups_and_closures")]
    operations = [migrations.RunPython(make, migrations.RunPython.noop)]
