"""Her measures have been counted from the day on which he was found suitable: say so where that is known."""

from django.db import migrations
from django.utils.timezone import localtime


def say_from_which_day(apps, schema_editor):
    files, deadlines = apps.get_model("iss", "PartnerFile"), apps.get_model("iss", "Deadline")
    began = deadlines.objects.filter(promise="initial_measures").order_by("started_at", "pk")
    for file_id, started_at in began.values_list("partner_file_id", "started_at"):
        files.objects.filter(pk=file_id, measures_from=None).update(measures_from=localtime(started_at).date())


class Migration(migrations.Migration):
    dependencies = [("iss", "0019_her_answers")]
    operations = [migrations.RunPython(say_from_which_day, migrations.RunPython.noop)]
