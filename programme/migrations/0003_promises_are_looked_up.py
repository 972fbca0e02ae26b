import timescales.models
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("programme", "0002_versions")]
    operations = [
        migrations.AlterField(
            model_name="deadline",
            name="promise",
            field=models.CharField(choices=timescales.models.promises, max_length=30),
        ),
    ]
