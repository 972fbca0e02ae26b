"""Duplicates: one new form against all men on record. The floor is one plain scan of the table of men.

Beside it, what the same comparison costs without keys: every man read and compared.
"""

import random
from dataclasses import asdict
from datetime import date

from django.db import connection
from django.test.utils import CaptureQueriesContext

from demonstration.identities import invented, written_again
from demonstration.planting import age_on, described
from referrals.likeness import find, likeness
from referrals.likeness.finding import PER_KEY, SHARED
from referrals.likeness.keys import tokens
from referrals.likeness.remembering import describe_all
from referrals.models import Child, Man, ManKey, Referral

from .copying import copy
from .measuring import alternate, once, ratio

NAME = "duplicates"
DAY = date(2019, 1, 1)
FORMS = 40
LIMIT_MS = 100
TOLD = ("first_name", "last_name", "date_of_birth", "phone", "address")
_SCAN = """
    select id, first_name, last_name, date_of_birth, phone, address from referrals_man
    where lower(last_name) = lower(%s) and lower(first_name) = lower(%s)
       or date_of_birth = %s or phone = %s and phone <> '' or address = %s and address <> ''
"""


def fill(cases):
    people = _people(cases)
    copy(Man, ({"reference": f"B{n}", **_told(person)} for n, person in enumerate(people, start=1)))
    copy(
        Referral,
        (
            {"reference": f"BR{n}", "man_id": n, "status": "closed", "imported": True, "received_date": DAY}
            for n in range(1, cases + 1)
        ),
    )
    copy(Child, _children(people))
    copy(ManKey, _keys(people))
    with connection.cursor() as cursor:
        cursor.execute("analyze referrals_man, referrals_referral, referrals_child, referrals_mankey")


def measure(cases):
    rng = random.Random("forms")  # noqa: S311 - repeatable on purpose
    people = _people(cases)
    known = [rng.randrange(cases) for _ in range(FORMS // 2)]
    forms = [(described(written_again(rng, people[n]), DAY), n + 1) for n in known]
    forms += [(described(invented(rng), DAY), None) for _ in range(FORMS // 2)]
    everybody = Man.objects.all()
    costs = alternate(
        {
            "scan": lambda: _each(_scan, forms),
            "find": lambda: _each(lambda form: find(form, among=everybody), forms),
        }
    )
    without_keys = once(lambda: _each(_compare_everybody, forms[:1]))
    with CaptureQueriesContext(connection) as queries:
        find(forms[0][0], among=everybody)
    hits = sum(any(each.man.pk == pk for each in find(form, among=everybody)) for form, pk in forms if pk)
    return {
        "what": f"one new form against {cases} people, {len(forms)} forms a round",
        "floor": asdict(costs["scan"]),
        "ours": asdict(costs["find"]),
        "ratio": ratio(costs["find"], costs["scan"]),
        "without_keys_once": asdict(without_keys),
        "ratio_to_without_keys": ratio(costs["find"], without_keys),
        "limit_ms": LIMIT_MS,
        "within_limit": costs["find"].wall_ms <= LIMIT_MS,
        "queries": len(queries),
        "known_men_found": f"{hits} of {len(known)}",
        "plan_scans_no_table": not _scans(forms[0][0]),
    }


def _people(cases):
    rng = random.Random("everybody")  # noqa: S311 - repeatable on purpose
    return [invented(rng) for _ in range(cases)]


def _told(person):
    return {name: getattr(person, name) for name in TOLD}


def _children(people):
    for number, person in enumerate(people, start=1):
        for kid in person.children:
            if kid.born <= DAY:
                age = age_on(kid.born, DAY)
                yield {"referral_id": number, "first_name": kid.first_name, "age": age, "plan": "none"}


def _keys(people):
    for number, person in enumerate(people, start=1):
        for token in tokens(described(person, DAY)):
            yield {"token": token, "man_id": number}


def _each(do, forms):
    for form, _ in forms:
        do(form)
    return len(forms)


def _scan(form):
    with connection.cursor() as cursor:
        cursor.execute(_SCAN, [form.last_name, form.first_name, form.date_of_birth, form.phone, form.address])
        return cursor.fetchall()


def _compare_everybody(form):
    men = list(Man.objects.all())
    told = describe_all(men)
    return [man for man in men if likeness(form, told[man.pk]).band != "no"]


def _scans(form):
    """Whether looking up the keys reads a whole table."""
    with connection.cursor() as cursor:
        cursor.execute(f"explain {SHARED}", [list(tokens(form)), PER_KEY])
        return any("Seq Scan" in line for (line,) in cursor.fetchall())
