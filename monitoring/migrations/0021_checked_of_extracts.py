"""What 0020 asks of extracts is looked up of those that are there, without holding anybody up."""

from django.contrib.postgres.operations import ValidateConstraint
from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [("monitoring", "0020_extracts_have_a_limit")]

    operations = [
        ValidateConstraint(model_name="extract", name="of_too_large_an_extract_nothing_is_kept"),
    ]
