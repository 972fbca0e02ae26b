"""Fill an empty database: every case with what nine years leave behind."""

import random
from datetime import date, timedelta

from django.db import connection
from django.db.models import Exists, OuterRef

from demonstration.cohort.names import FAMILIES, MEN, WOMEN
from demonstration.identities import MORE_FAMILIES, MORE_MEN
from referrals.models import Deadline, Referral
from referrals.searching import tokens_of

from .course import course
from .places import Places
from .tables import Tables
from .telling import rule, tell
from .writing import unchecked

FIRST_DAY = date(2017, 7, 1)
AGAIN = 0.06


def shape(cases, *, today):
    """What a filled region is called: another day or number of cases is another one."""
    return f"{cases} cases until {today}"


def fill(cases, *, today):
    places = Places(cases)
    filling = Filling(cases, today, places)
    with unchecked([table.model for table in filling.tables.all]):
        for number in range(1, cases + 1):
            filling.case(number)
        filling.tables.close()
        _owe()
    with connection.cursor() as cursor:
        cursor.execute("analyze")
    return places


def _owe():
    """What a trigger writes where promises are not filled in bulk."""
    running = Deadline.objects.running().filter(referral=OuterRef("pk"))
    Referral.objects.filter(Exists(running)).update(owes=True)


class Filling:
    def __init__(self, cases, today, places):
        self.rng = random.Random(20170701)  # noqa: S311 - repeatable on purpose
        self.cases, self.places, self.tables = cases, places, Tables()
        self.span = (today - FIRST_DAY).days
        # Rendered once: a day is an index from here on; a few days after today are promised
        self.days = [str(FIRST_DAY + timedelta(days=n)) for n in range(self.span + 400)]
        self.names = _names()
        self.men, self.called = 0, []
        self.sessions = {}

    def case(self, number):
        rng, places = self.rng, self.places
        # More each year: the square root makes the later half of the years hold most of the cases
        received = int(self.span * (number / self.cases) ** 0.7)
        where = rng.randrange(len(places.areas))
        man, *names = self._man()
        found = course(rng, self.span - received)
        tell(self, number, man, where, received, found)
        for token in tokens_of(*names, reference=f"MT-{number:06}"):
            self.tables.words.add(str(token), self.days[received], str(number), str(places.areas[where]))

    def _man(self):
        if self.men > 50 and self.rng.random() < AGAIN:
            earlier = 1 + int(self.rng.random() * self.men)
            return earlier, *self.called[earlier - 1]
        first, last = self.rng.choice(self.names[0]), self.rng.choice(self.names[1])
        self.men += 1
        self.called.append((first, last))
        born = f"{1960 + self.men % 44}-{1 + self.men % 12:02}-{1 + self.men % 28:02}"
        needs = '["Mental health"]' if self.men % 7 == 0 else "[]"
        self.tables.men.add(f"P-{self.men}", first, last, born, "White: British", "Christian", needs)
        return self.men, first, last

    def session(self, where, group, day):
        """The number of the session of the group in the week of ``day``; made where there is none yet."""
        week = day // 7
        key = (where, group, week)
        if key not in self.sessions:
            on = self.days[week * 7 + group]
            state = "held" if week * 7 + group < self.span else "planned"
            ends = "20:00Z"
            number = self.tables.sessions.add(
                f"S-{where}-{group}-{week}",
                str(self.places.groups[where][group]),
                f"{on} 18:00Z",
                f"{on} {ends}",
                state,
            )
            kept = f"{on} 21:00Z" if state == "held" else "\\N"
            self.tables.registers.add(
                str(number), "register", f"{on} {ends}", f"{on} 23:59Z", kept, rule("register")
            )
            self.sessions[key] = number
        return self.sessions[key]


def _names():
    """First names as they are, family names and their pairs: some common, most of a few men."""
    single = [*FAMILIES, *MORE_FAMILIES]
    double = [f"{a}-{b}" for a in single for b in single[::3]]
    return [*MEN, *MORE_MEN, *WOMEN[:5]], [*single * 12, *double]
