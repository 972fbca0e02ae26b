"""An extract that would have more rows than one may hold is marked so, and nothing of it is kept."""

from django.contrib.postgres.operations import AddConstraintNotValid
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [("monitoring", "0019_whom_to_remind")]

    operations = [
        migrations.AddField(
            model_name="extract",
            name="too_many",
            field=models.PositiveIntegerField(blank=True, null=True),
        ),
        AddConstraintNotValid(
            model_name="extract",
            constraint=models.CheckConstraint(
                condition=models.Q(too_many=None) | models.Q(made_at=None, content=None),
                name="of_too_large_an_extract_nothing_is_kept",
            ),
        ),
    ]
