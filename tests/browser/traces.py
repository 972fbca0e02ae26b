"""What a site leaves lying about: its logs, Redis (the cache, what waits for workers), sessions, and a dump of its database.

No word of a case is in the logs, none of hers in Redis and sessions, and none of how she is reached in a dump.
"""

import json

# Asked of the site itself, while it still runs: the words of its cases, and what it keeps beside them
WORDS = """
import json
from iss.models import HerContactAttempt, PartnerFile, SafeContact
from referrals.models import Agreement, Man, Message, Referral
from programme.models import Attendance

def words(model, *columns):
    # Of instances: what is sealed is opened only there
    found = [getattr(row, column) for row in model._base_manager.all() for column in columns]
    return [str(value) for value in found if value]

print(json.dumps({
    "hers": words(SafeContact, "phone", "address", "email", "code_word", "safe_times") + words(PartnerFile, "last_name")
        + words(HerContactAttempt, "note"),
    "reached": words(SafeContact, "phone", "address", "email", "code_word", "safe_times", "who_may_answer"),
    "his": words(Man, "last_name", "phone", "address", "email") + words(Referral, "abuse") + words(Message, "text")
        + words(Attendance, "note"),
}))
"""
KEPT = """
import json
import redis
from django.conf import settings
from django.contrib.sessions.models import Session

text = [json.dumps(session.get_decoded(), default=str) for session in Session.objects.all()]
for number in range(4):
    server = redis.Redis.from_url(f"unix://{settings.REDIS_SOCKET}?db={number}")
    for key in server.scan_iter():
        kind = server.type(key)
        value = {b"string": server.get, b"hash": server.hgetall, b"set": server.smembers}.get(kind)
        value = value(key) if value else (
            server.lrange(key, 0, -1) if kind == b"list" else server.zrange(key, 0, -1, withscores=True))
        text.append(f"{key!r} {value!r}")
print(json.dumps(text))
"""
# As pg_dump would write it: every row of every table as text. Keys of their own are not in it
DUMP = """
import json
from django.db import connection

text = []
with connection.cursor() as cursor:
    for name in connection.introspection.table_names(cursor):
        cursor.execute(f'select t::text from "{name}" t')
        text += [row for (row,) in cursor.fetchall()]
print(json.dumps(text))
"""
# Shorter ones stand in ordinary words
SHORTEST = 6
# The demonstration has a report in which somebody let her code word slip, for its check to find
LET_SLIP = {"marmalade"}


def of_cases(site):
    """{whose: words}, each long enough to be nobody else's."""
    found = json.loads(site.run(WORDS))
    found = {whose: {word for word in words if len(word) >= SHORTEST} for whose, words in found.items()}
    # Invented numbers of telephones are few: some are his and hers
    found["reached"] -= found["his"] | LET_SLIP
    return found


def kept_beside(site):
    """All that lies in Redis (the cache, what waits for workers) and in the sessions, as text."""
    return "\n".join(json.loads(site.run(KEPT)))


def dumped(site):
    return "\n".join(json.loads(site.run(DUMP, owner=True)))


def logged(site):
    """{file: its text} of every log of the site, the servers' included."""
    files = [path for path in (site.folder / "logs").glob("**/*") if path.is_file()]
    files.append(site.folder.parent / "site.log")
    return {path.name: path.read_text(errors="replace") for path in files}


def traces(site):
    """[(where, a word of a case)]: what should be nowhere."""
    words = of_cases(site)
    assert min(map(len, words.values())) > 10, "Without cases nothing is proved"
    beside, logs, dump = kept_beside(site), logged(site), dumped(site)
    assert any(word in dump for word in words["his"]), "Nothing was dumped"
    assert '"event": "request"' in logs["web.log"]
    found = [
        (name, word) for name, text in logs.items() for word in words["hers"] | words["his"] if word in text
    ]
    # A list that was searched is kept for its way back: his name, in the session of whoever may read it
    found += [("Redis or a session", word) for word in words["hers"] if word in beside]
    return found + [("a dump", word) for word in words["reached"] if word in dump]
