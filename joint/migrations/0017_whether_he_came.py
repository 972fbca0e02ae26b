"""Whether any session of his is recorded, so that her page need not look where there is none (docs/decisions/0060)."""

from importlib import import_module

from django.db import migrations

before = import_module("joint.migrations.0016_which_parts_of_his")
FIRST = "case when exists (select from joint_jointreview"
CAME = "case when exists (select from programme_attendance where referral_id = his) then 'attendances' end"
AS_IT_WAS = before.MAKE.replace("create function", "create or replace function")
MAKE = AS_IT_WAS.replace(FIRST, f"{CAME}, {FIRST}")


class Migration(migrations.Migration):
    dependencies = [("joint", "0016_which_parts_of_his"), ("programme", "0016_whose_session_is_asked_row_by_row")]
    operations = [migrations.RunSQL(MAKE, AS_IT_WAS)]
