"""What is said to him is met with his file (a room above says by whom), and by administrators where it
could not be delivered (docs/decisions/0034)."""

from django.db import migrations

from accounts.rows import both, guard, role


class Migration(migrations.Migration):
    dependencies = (("texts", "0004_what_could_not_be_delivered"), ("accounts", "0006_who_asks"))

    operations = (guard("texts_text", both(role("administrator"), "undelivered_at is not null")),)
