"""The wider key beside the narrow one, and then without it: nobody waits for an index to be made."""

from django.db import migrations, models

TABLE, KEY, OLD = "monitoring_unusualreading", "one_unusual_reading_a_kind", "one_unusual_reading_a_day"


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("monitoring", "0017_searches_and_exports")]
    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[
                migrations.RunSQL(
                    f"create unique index concurrently if not exists {KEY} on {TABLE} (person_id, day, what)",
                    f"drop index concurrently if exists {KEY}",
                ),
                migrations.RunSQL(
                    f"alter table {TABLE} add constraint {KEY} unique using index {KEY}",
                    f"alter table {TABLE} drop constraint {KEY}",
                ),
                migrations.RunSQL(
                    f"alter table {TABLE} drop constraint {OLD}",
                    f"alter table {TABLE} add constraint {OLD} unique (person_id, day)",
                ),
            ],
            state_operations=[
                migrations.RemoveConstraint(model_name="unusualreading", name=OLD),
                migrations.AddConstraint(
                    model_name="unusualreading",
                    constraint=models.UniqueConstraint(fields=("person", "day", "what"), name=KEY),
                ),
            ],
        ),
    ]
