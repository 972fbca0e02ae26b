from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("texts", "0006_whoever_works_with_him_is_told")]
    operations = [
        AddIndexConcurrently(
            model_name="text",
            index=models.Index(
                condition=models.Q(("undelivered_at__isnull", False), ("undelivered_told_at", None)),
                fields=["undelivered_at"],
                name="text_nobody_knows_of",
            ),
        ),
    ]
