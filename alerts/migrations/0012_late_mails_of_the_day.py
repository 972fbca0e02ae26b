"""A mail of the day that has not gone in time is late mail too, and every page says so."""

from importlib import import_module

from django.db import migrations

BEFORE = import_module("alerts.migrations.0010_row_security").LATE_MAIL
LATE_MAIL = """
create or replace function dvpp_mail_waits_since(moment timestamptz) returns boolean
language sql stable parallel safe security definer set search_path = public, pg_temp as $$
    select exists (
        select from alerts_notice where mailed_at is null and undelivered_at is null and mail_due_at <= moment
    ) or exists (
        select from alerts_digest
        where mailed_at is null and empty_at is null and undelivered_at is null and due_at <= moment
    )
$$
"""


class Migration(migrations.Migration):
    dependencies = (("alerts", "0011_one_mail_a_day"),)

    operations = (migrations.RunSQL(LATE_MAIL, BEFORE),)
