"""The application may add to the row history of her file and read it; it may change and delete nothing there."""

from django.db import migrations

TAKE = "revoke update, delete, truncate on iss_partnerfileevent from dvpp_app"
GIVE = "grant update, delete on iss_partnerfileevent to dvpp_app"


class Migration(migrations.Migration):
    dependencies = [("iss", "0002_dash_thresholds"), ("accounts", "0001_initial")]
    operations = [migrations.RunSQL(TAKE, GIVE)]
