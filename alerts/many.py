"""Many alerts of one kind in a few statements: what the sweep tells at once."""

import json
from collections import defaultdict
from typing import Any, NamedTuple

from django.db import connection, transaction

from accounts.cover import with_cover_for_each

from .actions import raise_alert, ring
from .audiences import everybody_of
from .digests import digests_for
from .kept_back import closed_among, or_managers
from .kinds import manner

# A key that is there has been told: nothing comes back for it
ALERTS = """
    insert into alerts_alert (kind, key, about_model, about_id, because, at)
    select %s, key, %s, about_id, because, %s
    from json_to_recordset(%s) as new (key text, about_id bigint, because text)
    on conflict (key) do nothing returning key, id
"""
NOTICES = """
    insert into alerts_notice
        (alert_id, person_id, reference, path, must_acknowledge, digest_id, mail_due_at, attempts, last_error)
    select alert_id, person_id, reference, path, false, digest_id, case when digest_id is null then %s::timestamptz end, 0, ''
    from json_to_recordset(%s) as new (alert_id bigint, reference text, path text, people bigint[])
        cross join unnest(people) as person_id
        left join json_to_recordset(%s) as daily (person_id bigint, digest_id bigint) using (person_id)
"""


class Telling(NamedTuple):
    """One alert to be: of which file, to which audiences or Recipients, why, under which key."""

    about: Any
    to: list
    because: str
    key: str


def raise_alerts(kind, tellings, *, at):
    """As ``raise_alert`` for each of ``tellings``, which are about files of one model. How many were not told before.

    What must be acknowledged climbs a ladder of its own, and is told one by one.
    """
    if manner(kind).must_acknowledge:
        told = [
            raise_alert(kind, about=t.about, to=t.to, because=t.because, key=t.key, at=at) for t in tellings
        ]
        return len([alert for alert in told if alert])
    if not tellings:
        return 0
    new = _write_alerts(kind, tellings, at=at)
    told = _told({new[t.key]: t for t in tellings if t.key in new}, at=at)
    _write_notices(kind, told, at=at)
    transaction.on_commit(ring, robust=True)
    return len(new)


def _write_alerts(kind, tellings, *, at):
    """{key: alert} of those that are new."""
    model = tellings[0].about._meta.concrete_model._meta.label_lower
    rows = [{"key": t.key, "about_id": t.about.pk, "because": t.because} for t in tellings]
    with connection.cursor() as cursor:
        cursor.execute(ALERTS, [kind, model, at, json.dumps(rows)])
        return dict(cursor.fetchall())


def _write_notices(kind, told, *, at):
    """``told``: [(alert, person, recipient)]."""
    people = {person.pk: person for _, person, _ in told}
    digests = digests_for(kind, list(people.values()), at=at)
    daily = [{"person_id": key, "digest_id": digest.pk} for key, digest in digests.items()]
    # Most who are told of a file know it under one reference
    alike = defaultdict(list)
    for alert, person, to in told:
        alike[alert, to.reference, to.path].append(person.pk)
    rows = [
        {"alert_id": alert, "reference": reference, "path": path, "people": keys}
        for (alert, reference, path), keys in alike.items()
    ]
    if rows:
        with connection.cursor() as cursor:
            cursor.execute(NOTICES, [at if manner(kind).mail else None, json.dumps(rows), json.dumps(daily)])


def _told(tellings, *, at):
    """[(alert, person, recipient)] of {alert: telling}: everybody who is told and whoever covers for them, each once."""
    meant = _meant(tellings, at=at)
    closed = closed_among([each for told in meant.values() for each in told])
    found = {}
    for alert, told in meant.items():
        if closed and any((person.pk, recipient.reference) in closed for person, recipient in told):
            told = or_managers(told, tellings[alert].about, at=at)
        for person, recipient in told:
            found.setdefault((alert, person.pk), (alert, person, recipient))
    return list(found.values())


def _meant(tellings, *, at):
    """{alert: [(person, recipient)]}: who covers for whom is looked up for everybody at once."""
    to = {alert: everybody_of(telling.about, telling.to, at=at) for alert, telling in tellings.items()}
    everybody = {recipient.person.pk: recipient.person for each in to.values() for recipient in each}
    covered = with_cover_for_each(everybody.values(), at=at)
    return {
        alert: [(person, recipient) for recipient in each for person in covered[recipient.person.pk]]
        for alert, each in to.items()
    }
