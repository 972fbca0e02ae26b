"""Which notices a mail of the day lists: few of all there are, and so an index of those alone."""

from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("alerts", "0013_the_digest_of_a_notice")]
    operations = [
        AddIndexConcurrently(
            model_name="notice",
            index=models.Index(
                condition=models.Q(("digest__isnull", False)), fields=["digest"], name="notices_of_a_digest"
            ),
        ),
    ]
