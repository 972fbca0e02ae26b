"""Nobody is told of a file that is restricted and does not name them (docs/decisions/0045).

Not as its facilitator, as the stand-in of one, nor as whoever is next. Where that leaves nobody, its managers hear.
"""

from django.db import connection

from .audiences import Audience, people_by_file

_MANAGERS = [Audience.MY_TIME_MANAGERS, Audience.ISS_MANAGERS]
# What is closed to each person is asked once a person, however many are told
_CLOSED = """
    with told as (
        select distinct person, reference from unnest(%s::bigint[], %s::text[]) as told (person, reference)
    ),
    closed as materialized (
        select person, dvpp_closed_references(person) as files from (select distinct person from told) as each
    )
    select person, reference from told join closed using (person) where reference = any(files)
"""


def without_closed(told):
    """``told``, a list of (person, recipient), without those to whom that file is closed."""
    closed = closed_among(told)
    return [
        (person, recipient) for person, recipient in told if (person.pk, recipient.reference) not in closed
    ]


def closed_among(told):
    """{(key of a person, reference)}: who of ``told`` may not hear of which file. Of most files nobody has to ask."""
    if not told:
        return set()
    with connection.cursor() as cursor:
        cursor.execute("select unnest(dvpp_kept_back_references())")
        kept = {reference for (reference,) in cursor.fetchall()}
        asked = [(person.pk, to.reference) for person, to in told if to.reference in kept]
        if not asked:
            return set()
        cursor.execute(_CLOSED, list(map(list, zip(*asked, strict=True))))
        return set(cursor.fetchall())


def or_managers(told, about, *, at):
    """The same, and the managers of a file of which nobody else is left."""
    left = without_closed(told)
    if len(left) == len(told):
        return told
    lost = {recipient.reference for _, recipient in told} - {recipient.reference for _, recipient in left}
    managers = people_by_file(about, _MANAGERS, at=at) if lost else []
    return left + [(each.person, each) for each in managers if each.reference in lost]
