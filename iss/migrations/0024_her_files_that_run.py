"""The files that a worker of hers has in hand, among all that there ever were."""

from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("iss", "0023_row_security")]
    operations = [
        AddIndexConcurrently(
            model_name="partnerfile",
            index=models.Index(
                condition=models.Q(
                    models.Q(("status", "held"), _negated=True), models.Q(("status", "closed"), _negated=True)
                ),
                fields=["worker"],
                name="her_files_that_run",
            ),
        ),
    ]
