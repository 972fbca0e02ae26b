"""The application may add to the row history of his file and read it; it may change and delete nothing there."""

from django.db import migrations

TAKE = "revoke update, delete, truncate on referrals_referralevent from dvpp_app"
GIVE = "grant update, delete on referrals_referralevent to dvpp_app"


class Migration(migrations.Migration):
    dependencies = [("referrals", "0002_eligibility"), ("accounts", "0001_initial")]
    operations = [migrations.RunSQL(TAKE, GIVE)]
