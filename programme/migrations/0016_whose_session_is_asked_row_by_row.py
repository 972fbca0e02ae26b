"""Whether a line of a register is of one's own area is asked of its session, and not of every session there is.

``exists`` may be answered by going through all sessions once and keeping them, and was: for a dozen lines of a register
every session of the country was read. What a subselect gives can only be asked of the row.
"""

from importlib import import_module

from django.db import migrations

from accounts.rows import AREAS, either, under

EVERY_SESSION = import_module("programme.migrations.0012_row_security").OWN_SESSION
ITS_AREA = (
    "select own.area_id from programme_session at join programme_group own on own.id = at.group_id "
    "where at.id = session_id"
)
ITS_SESSION = f"({ITS_AREA}) = any({AREAS})"


def said_anew(table):
    """What a facilitator is left to be asked (docs/decisions/0046): one statement, so that nobody ever meets less."""

    def policy(own_session):
        seen = either(own_session, under("referrals_referral", "referral_id"))
        return f"alter policy rows_for_facilitator on {table} using ({seen})"

    return migrations.RunSQL(policy(ITS_SESSION), policy(EVERY_SESSION))


class Migration(migrations.Migration):
    # Each table in a transaction of its own: people work on them meanwhile
    atomic = False
    dependencies = (
        ("programme", "0015_whom_to_remind"),
        ("accounts", "0008_each_role_its_own_policies"),
    )

    operations = tuple(
        said_anew(table) for table in ("programme_attendance", "programme_mark", "programme_visit")
    )
