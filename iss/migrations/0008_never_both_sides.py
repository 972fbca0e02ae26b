"""Whoever supports her already must not work with him either: said on his side as any other recorded conflict."""

from django.db import migrations
from django.utils import timezone


def record(apps, schema_editor):
    PartnerFile = apps.get_model("iss", "PartnerFile")
    Conflict = apps.get_model("referrals", "Conflict")
    files = PartnerFile.objects.filter(worker__isnull=False, referral__isnull=False)
    for man, worker, released_at in files.values_list("referral__man", "worker", "released_at").distinct():
        if not Conflict.objects.filter(man=man, worker=worker, ended_at=None).exists():
            Conflict.objects.create(man_id=man, worker_id=worker, at=released_at or timezone.now())


class Migration(migrations.Migration):
    dependencies = [
        ("iss", "0007_where_her_papers_lie"),
        ("referrals", "0008_conflicts"),
    ]
    operations = [migrations.RunPython(record, migrations.RunPython.noop)]
