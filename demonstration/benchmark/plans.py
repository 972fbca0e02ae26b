"""How the database goes about the questions of a page: which tables it reads whole, and how many rows it looks at."""

import json
import re
from dataclasses import dataclass, field

from django.db import connection

from accounts.identity import acting_as

# They grow with the cases; everything else stays small, whatever the region
GROWING = {
    *("referrals_referral", "referrals_man", "referrals_deadline", "referrals_contactattempt"),
    *("referrals_statuschange", "referrals_hismeasure", "referrals_searchword", "programme_session"),
    *("programme_attendance", "programme_enrolment", "programme_deadline", "iss_partnerfile", "iss_deadline"),
    *("iss_support", "iss_hermeasure", "alerts_alert", "alerts_notice", "audit_entry"),
}
CURSOR = re.compile(r'^DECLARE "?\w+"? .*? CURSOR .*? FOR ', re.DOTALL)

TAKES_ON = "select dvpp_act("


@dataclass
class Plan:
    """Of one question: growing tables that are read whole, and rows looked at in all."""

    query: str
    whole: set = field(default_factory=set)
    rows: int = 0


def plans(queries, person):
    """One Plan for each of the queries that reads, as ``person`` asked it, or the service for them: under row security."""
    found = []
    with acting_as(person), connection.cursor() as cursor:
        for query in (CURSOR.sub("", query) for query in queries):
            if query.startswith(TAKES_ON):
                cursor.execute(query)
            elif query.startswith(("SELECT", "(SELECT")):
                found.append(plan_of(query))
    return found


def plan_of(query):
    """The Plan of one query that reads, as whoever asks now."""
    with connection.cursor() as cursor:
        # No placeholder is left in it: what looks like one was typed
        cursor.execute(f"explain (analyze, timing off, format json) {query}".replace("%", "%%"), [])
        said = cursor.fetchone()[0]
    found = Plan(query)
    _look(said[0]["Plan"] if isinstance(said, list) else json.loads(said)[0]["Plan"], found)
    return found


def _look(node, found):
    table = node.get("Relation Name")
    if table in GROWING:
        if node["Node Type"] == "Seq Scan" and node.get("Actual Loops", 0):
            found.whole.add(table)
        removed = node.get("Rows Removed by Filter", 0) + node.get("Rows Removed by Index Recheck", 0)
        found.rows += round((node.get("Actual Rows", 0) + removed) * node.get("Actual Loops", 0))
    for child in node.get("Plans", ()):
        _look(child, found)
