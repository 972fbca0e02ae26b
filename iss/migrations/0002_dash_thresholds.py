"""The DASH thresholds for every area until one has its own (pathway.md section 6)."""

from django.db import migrations


def make(apps, schema_editor):
    apps.get_model("iss", "DashThreshold").objects.create(area=None, medium=10, high=14, events=3)


class Migration(migrations.Migration):
    dependencies = [("iss", "0001_initial")]
    operations = [migrations.RunPython(make, migrations.RunPython.noop)]
