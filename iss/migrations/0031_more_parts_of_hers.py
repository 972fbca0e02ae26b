"""What her page asks for most is also left out where there is none of it (docs/decisions/0060)."""

from importlib import import_module

from django.db import migrations

before = import_module("iss.migrations.0030_which_parts_of_hers")
MORE = {
    "contact_attempts": "iss_hercontactattempt where file_id = hers",
    "safe_contacts": "iss_safecontact where file_id = hers and superseded_at is null",
    "support": "iss_support where file_id = hers and withdrawn_at is null",
}
NAMED = ", ".join(f"case when exists (select from {place}) then '{name}' end" for name, place in MORE.items())
AS_IT_WAS = before.MAKE.replace("create function", "create or replace function")
MAKE = AS_IT_WAS.replace(before.NAMED, f"{before.NAMED}, {NAMED}")


class Migration(migrations.Migration):
    dependencies = [("iss", "0030_which_parts_of_hers")]
    operations = [migrations.RunSQL(MAKE, AS_IT_WAS)]
