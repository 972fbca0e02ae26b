"""An incident of the ISS belongs to the provider it was reported in, wherever the worker is now."""

from django.db import migrations


def give(apps, schema_editor):
    incidents = apps.get_model("joint", "Incident").objects.filter(side="iss", provider=None)
    for incident in incidents.select_related("by"):
        incident.provider_id = incident.by.organisation_id
        incident.save(update_fields=["provider"])


class Migration(migrations.Migration):
    dependencies = [("joint", "0007_incidents_with_history")]
    operations = [migrations.RunPython(give, migrations.RunPython.noop)]
