"""Searches and what is taken away are counted as files are. One row a person, day and kind."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("monitoring", "0016_saved_filters")]
    operations = [
        migrations.AddField(
            model_name="unusualreading",
            name="what",
            field=models.CharField(
                choices=[
                    ("files", "files opened"),
                    ("searches", "searches made"),
                    ("exports", "spreadsheets and papers taken away"),
                ],
                db_default="files",
                default="files",
                max_length=8,
            ),
        ),
    ]
