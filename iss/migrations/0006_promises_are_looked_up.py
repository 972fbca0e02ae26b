import timescales.models
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("iss", "0005_what_the_referrer_knew_of_her")]
    operations = [
        migrations.AlterField(
            model_name="deadline",
            name="promise",
            field=models.CharField(choices=timescales.models.promises, max_length=30),
        ),
    ]
