"""The application may add to the trail and read it; it may change and delete nothing there."""

from django.db import migrations

TAKE = "revoke update, delete, truncate on audit_entry from dvpp_app"
GIVE = "grant update, delete on audit_entry to dvpp_app"


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial"), ("accounts", "0001_initial")]
    operations = [migrations.RunSQL(TAKE, GIVE)]
