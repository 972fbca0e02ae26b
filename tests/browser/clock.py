"""What is arranged in the running site from outside.

Above all time going by: the site runs on the real clock, so every moment in its tables moves into the past.
"""

import os
import time
from datetime import date

from django.db import connection, transaction
from django.utils import timezone

# People are as old as they were; who is signed in stays so; the trail, the history and what was published, released,
# signed or issued cannot be changed, not even here; Christmas comes when it comes.
STAYS = (
    "referrals_man",
    "django_",
    "account_",
    "accounts_signedin",
    "mfa_",
    "socialaccount_",
    "audit_",
    "pghistory_",
    "monitoring_release",
    "monitoring_quarterlyreturn",
    "outcomes_instrumentversion",
    "programme_letter",
    "timescales_bankholiday",
)

COLUMNS = """
select c.table_name, c.column_name, c.data_type
from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
where c.table_schema = 'public' and t.table_type = 'BASE TABLE'
and c.data_type in ('timestamp with time zone', 'date')
"""


def let_minutes_pass(minutes):
    """Move every moment of the alerts and of their ladders ``minutes`` back."""
    with connection.cursor() as cursor:
        cursor.execute(COLUMNS)
        for table, column, kind in cursor.fetchall():
            if table in ("alerts_alert", "alerts_climb", "alerts_notice") and kind.startswith("timestamp"):
                _change_whole(table, [f'"{column}" = "{column}" - interval \'{int(minutes)} minutes\''])


def let_time_pass(days):
    """Move every date and moment ``days`` back."""
    with connection.cursor() as cursor:
        cursor.execute(COLUMNS)
        tables = {}
        for table, column, kind in cursor.fetchall():
            if not table.startswith(STAYS) and not table.endswith("event"):
                less = f"interval '{int(days)} days'" if kind.startswith("timestamp") else str(int(days))
                tables.setdefault(table, []).append(f'"{column}" = "{column}" - {less}')
    for table, changes in sorted(tables.items()):
        _change_whole(table, changes)


def _change_whole(table, changes):
    """Every row of ``table``, while nobody else writes there: two who change many rows would wait for each other."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f'lock table "{table}" in exclusive mode')
        cursor.execute(f'update "{table}" set {", ".join(changes)}')


def let_the_next_session_pass(group):
    from programme.models import Session

    coming = Session.objects.filter(group__name=group, state="planned", starts_at__gt=timezone.now())
    # to its end: one that goes on just now has no register yet
    let_time_pass((coming.earliest("starts_at").ends_at - timezone.now()).days + 1)


def short_programme():
    from programme.models import ProgrammeVersion

    row = {"sessions_required": 3, "valid_from": date(2017, 9, 1)}
    return ProgrammeVersion.objects.get_or_create(name="Three sessions", defaults=row)[0].name


def refer_somebody_again():
    from accounts.identity import SYSTEM, acting_as
    from demonstration.region import settle
    from demonstration.steps import Steps

    at = timezone.now()
    with acting_as(SYSTEM):
        Steps(settle(password=os.environ["DVPP_DEMO_PASSWORD"], at=at)).receive(1, at)


def wait_until_all_is_sent(seconds=60):
    from alerts.models import Notice

    end = time.monotonic() + seconds
    while Notice.objects.filter(
        mail_due_at__lte=timezone.now(), mailed_at=None, undelivered_at=None
    ).exists():
        assert time.monotonic() < end, "Mails are still unsent."
        time.sleep(0.1)
