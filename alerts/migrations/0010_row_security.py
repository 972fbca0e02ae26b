"""What somebody is told is theirs alone; administrators see where nobody has answered (docs/decisions/0034)."""

from django.db import migrations

from accounts.rows import ME, both, either, guard, role

TOLD_ME = "exists (select from alerts_notice told where told.alert_id = {alert} and told.person_id = {me})"
UNANSWERED = "exists (select from alerts_climb climb where climb.alert_id = alerts_alert.id)"
ADMINISTRATOR = role("administrator")

# Asked for every page: yes or no comes out, and nothing has to be said before and taken back after it
LATE_MAIL = """
create or replace function dvpp_mail_waits_since(moment timestamptz) returns boolean
language sql stable parallel safe security definer set search_path = public, pg_temp as $$
    select exists (
        select from alerts_notice where mailed_at is null and undelivered_at is null and mail_due_at <= moment
    )
$$;
revoke execute on function dvpp_mail_waits_since(timestamptz) from public;
grant execute on function dvpp_mail_waits_since(timestamptz) to dvpp_app;
"""


class Migration(migrations.Migration):
    dependencies = (
        ("alerts", "0009_what_could_not_be_delivered"),
        ("accounts", "0006_who_asks"),
    )

    operations = (
        migrations.RunSQL(LATE_MAIL, "drop function dvpp_mail_waits_since(timestamptz)"),
        guard("alerts_notice", either(f"person_id = {ME}", both(ADMINISTRATOR, "undelivered_at is not null"))),
        guard("alerts_climb", either(ADMINISTRATOR, TOLD_ME.format(alert="alerts_climb.alert_id", me=ME))),
        guard(
            "alerts_alert",
            either(TOLD_ME.format(alert="alerts_alert.id", me=ME), both(ADMINISTRATOR, UNANSWERED)),
        ),
    )
