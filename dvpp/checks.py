"""What ``manage.py check --deploy`` asks of the databases themselves."""

from django.core.checks import Error as Refused
from django.core.checks import Tags, register
from django.core.checks import Warning as Doubt
from django.db import DEFAULT_DB_ALIAS, Error, connections

from accounts.database import REPLICA

WHO = "select pg_is_in_recovery(), (select system_identifier from pg_control_system())"
WRITES = "DATABASE_REPLICA_URL leads to a database that follows no other: it takes writes, and is no replica."
OF_ANOTHER = "DATABASE_REPLICA_URL leads to the replica of another database than DATABASE_URL."
AWAY = "DATABASE_REPLICA_URL could not be asked ({}). Until it answers figures are counted where DATABASE_URL leads."


@register(Tags.security, deploy=True)
def the_replica_is_ours(app_configs, **options):
    """Pages would pass by what is no replica, and the status page would say so; here it is said before."""
    if REPLICA not in connections:
        return []
    try:
        [(_, ours), (follows, theirs)] = [_who(alias) for alias in (DEFAULT_DB_ALIAS, REPLICA)]
    except Error as problem:
        return [Doubt(AWAY.format(type(problem).__name__), id="dvpp.W001")]
    return judged(follows, theirs == ours)


def judged(follows, of_ours):
    if not follows:
        return [Refused(WRITES, id="dvpp.E001")]
    return [] if of_ours else [Refused(OF_ANOTHER, id="dvpp.E002")]


def _who(alias):
    with connections[alias].cursor() as cursor:
        cursor.execute(WHO)
        return cursor.fetchone()
