"""Row security, as migrations say it: who may meet a row of a table at all (docs/decisions/0034).

A table that holds rows of a file gets ``guard(...)`` in the migration that makes it. Conditions are SQL over the row;
what depends on the person alone stands in a subselect, which PostgreSQL works out once a query and not once a row.
They are written for everybody, and taken apart for each role of the database as they are made (docs/decisions/0046).
"""

from importlib import import_module

from django.db import migrations

from accounts.database_roles import MAKE
from accounts.policies import admit, drop_parts, each_role_has_its_own, take_apart

SERVICE = "(select dvpp_service())"
# Who the person is, as looked up by dvpp_ask() when the transaction began
ME = "(select dvpp_me())"
ORGANISATION = "(select dvpp_organisation())"
TEAM = "(select dvpp_team())"
AREAS = "(select dvpp_areas())::bigint[]"
# Of one's organisation
TEAMS = "(select dvpp_teams())::bigint[]"
NOBODY = "false"
# What is restricted and does not name the person (docs/decisions/0045): his files, his row, her files, men at the table
CLOSED_HIS = "(select dvpp_closed_his_to_me())::bigint[]"
CLOSED_MEN = "(select dvpp_closed_men_to_me())::bigint[]"
CLOSED_HERS = "(select dvpp_closed_hers_to_me())::bigint[]"
CLOSED_AT_TABLE = "(select dvpp_closed_at_table_to_me())::bigint[]"


def role(*roles):
    """Whether the person is in one of ``roles``."""
    listed = ", ".join(f"'{name}'" for name in roles)
    return f"(select dvpp_role() in ({listed}))"


def under(parent, key, *, its="id"):
    """Whoever may meet the row of ``parent`` to which ``key`` of this row points."""
    return f"exists (select from {parent} above where above.{its} = {key})"


def either(*conditions):
    return "(" + " or ".join(conditions) + ")"


def both(*conditions):
    return "(" + " and ".join(conditions) + ")"


class _Policy(migrations.RunSQL):
    """One policy, and what each role is left to be asked of it, once the database has those roles."""

    def __init__(self, name, table, seen, *, before="", backwards=""):
        self.name, self.table = name, table
        gone = f"drop policy if exists {name} on {table}"
        super().__init__(
            f"{before}{gone}; create policy {name} on {table} for all using ({seen})", f"{gone}{backwards}"
        )

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        self._without_parts(schema_editor)
        super().database_forwards(app_label, schema_editor, from_state, to_state)
        if not schema_editor.collect_sql:
            with schema_editor.connection.cursor() as cursor:
                if each_role_has_its_own(cursor):
                    take_apart(cursor, self.table)

    def database_backwards(self, app_label, schema_editor, from_state, to_state):
        self._without_parts(schema_editor)
        super().database_backwards(app_label, schema_editor, from_state, to_state)

    def _without_parts(self, schema_editor):
        if not schema_editor.collect_sql:
            with schema_editor.connection.cursor() as cursor:
                drop_parts(cursor, self.table, self.name)


def guard(table, seen=NOBODY):
    """Row security on ``table``: the service meets every row, a person those for which ``seen`` (SQL) holds."""
    return _Policy(
        "rows",
        table,
        either(SERVICE, seen),
        before=f"alter table {table} enable row level security; ",
        backwards=f"; alter table {table} disable row level security",
    )


def window(table, name, seen):
    """What a room higher up lets people meet of a table below: a second policy beside that of ``guard``."""
    return _Policy(name, table, seen)


def keep_back(table, key, closed, *, but):
    """Of whatever else lets people meet rows of ``table``, nobody meets those whose ``key`` is among ``closed``; the
    service does, and those for whom ``but`` holds."""
    seen = either(SERVICE, but, f"not {key} = any({closed})")
    return migrations.RunSQL(
        f"drop policy if exists restricted on {table}; "
        f"create policy restricted on {table} as restrictive for all using ({seen})",
        f"drop policy if exists restricted on {table}",
    )


def new_role(name, *, like):
    """Operations of a migration after which the role ``name`` of roles.py is one of the database, and meets the rows
    that ``like`` meets. What it shall meet besides, or shall not, is said by ``guard`` of those tables, written anew."""
    taking_on = import_module("accounts.migrations.0008_each_role_its_own_policies").TAKE_ON
    return [
        migrations.RunSQL(MAKE, migrations.RunSQL.noop),
        migrations.RunSQL(admit(f"dvpp_{name}", like=f"dvpp_{like}"), migrations.RunSQL.noop),
        migrations.RunSQL(taking_on, migrations.RunSQL.noop),
    ]
