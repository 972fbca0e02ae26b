"""Row security, as migrations say it: who may meet a row of a table at all (docs/decisions/0034).

A table that holds rows of a file gets ``guard(...)`` in the migration that makes it. Conditions are SQL over the row;
what depends on the person alone stands in a subselect, which PostgreSQL works out once a query and not once a row.
"""

from django.db import migrations

SERVICE = "(select dvpp_service())"
# Who the person is, as looked up by dvpp_identify() when the transaction began
ME = "(select dvpp_me())"
ORGANISATION = "(select dvpp_organisation())"
TEAM = "(select dvpp_team())"
AREAS = "(select dvpp_areas())::bigint[]"
# Of one's organisation
TEAMS = "(select dvpp_teams())::bigint[]"
NOBODY = "false"


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


def guard(table, seen=NOBODY):
    """Row security on ``table``: the service meets every row, a person those for which ``seen`` (SQL) holds."""
    return migrations.RunSQL(
        f"alter table {table} enable row level security; {_policy('rows', table, either(SERVICE, seen))}",
        f"drop policy if exists rows on {table}; alter table {table} disable row level security",
    )


def window(table, name, seen):
    """What a room higher up lets people meet of a table below: a second policy beside that of ``guard``."""
    return migrations.RunSQL(_policy(name, table, seen), f"drop policy if exists {name} on {table}")


def _policy(name, table, seen):
    return f"drop policy if exists {name} on {table}; create policy {name} on {table} for all using ({seen})"
