"""The rows of an extract, from the same facts that the figures count, with keyed references and moved days."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from django.db import connection

from iss.models import HerMeasure
from monitoring.cohort_files.cells import UNKNOWN_PERSON
from monitoring.figures.facts import FACTS
from monitoring.figures.period import Period
from outcomes import scoring
from referrals.models import HisMeasure

from . import columns
from .coarse import Days, ages, ethnic_group, needs, religion
from .pseudonyms import Pseudonyms

Line = list[str]
AT_ONCE = 5000
ABOUT_HIM, REFERRAL_COLUMNS = columns.ABOUT_HIM, columns.REFERRALS.header

REFERRALS = """
select m.reference, r.reference,
    row_number() over (partition by r.man_id order by r.received_date nulls first, r.reference collate "C"),
    r.area, r.source, r.received_date, r.contacted_at, r.offered_date, r.attended_date, r.decision, r.decision_date,
    case when r.decision = 'unsuitable' then r.unsuitable_reason end, r.first_session_date, r.sessions_required,
    r.sessions_attended, r.completed_date, r.closed_date, r.close_reason, r.age, m.ethnicity, m.religion,
    m.additional_needs::text, r.children_ages::text, case when r.children_ages is null then r.children end
from referral r
join referrals_man m on m.id = r.man_id
"""
SESSIONS = """
select r.reference, s.reference,
    case when g.from_file then g.held_date
        else coalesce(g.held_date, s.held_date, (s.starts_at at time zone 'Europe/London')::date) end,
    g.outcome
from register g
join referral r on r.id = g.referral_id
join programme_session s on s.id = g.session_id
where g.happened and not (g.outcome = '' and g.state = 'planned')
order by 1, 3
"""
PARTNERS = """
select f.reference, r.reference, o.name, p.referred_date, p.contacted_at, k.kinds, p.satisfaction,
    p.health_wellbeing, p.everyday_life, p.safety, f.closed_date
from partner p
join iss_partnerfile f on f.id = p.id
join accounts_organisation o on o.id = p.provider_id
left join referral r on r.id = p.referral_id
left join (select partner_id, string_agg(kind, ';' order by kind) as kinds from support group by 1) k
    on k.partner_id = p.id
"""
TRAINING = """
select t.held_date, a.name, t.kind, t.social_workers from training t left join accounts_area a on a.id = t.area_id
"""


class Reading:
    """One reading of everything: what it learns of each file on the way (its reference, its days) serves the next."""

    def __init__(self, period: Period, names: Pseudonyms, left_out: Iterable[str] = ()) -> None:
        self.period, self.names = period, names
        self.empty = {REFERRAL_COLUMNS.index(column) for code in left_out for column in ABOUT_HIM[code][1]}
        self.referrals: dict[str, tuple[str, Days]] = {}
        self.partners: dict[str, tuple[str, Days]] = {}

    def files(self) -> Iterator[tuple[str, list[Line]]]:
        """(name, lines) in the order in which they hang on each other; lines in an order that says nothing."""
        yield "referrals.csv", sorted(map(self._referral, self._rows(REFERRALS)))
        yield "sessions.csv", sorted(map(self._session, self._rows(SESSIONS)))
        yield "partners.csv", sorted(map(self._partner, self._rows(PARTNERS)))
        yield "training.csv", sorted(_cells(row) for row in self._rows(TRAINING))
        yield "measures.csv", sorted(self._measures())

    def _rows(self, query: str) -> Iterator[Any]:
        with connection.cursor() as cursor:
            cursor.execute(FACTS + query, self.period.parameters())
            while rows := cursor.fetchmany(AT_ONCE):
                yield from rows

    def _referral(self, row: Any) -> Line:
        man, reference, order, area, source, received, contacted, offered, attended = row[:9]
        decision, decided, reason, first_session, required, credited, completed, closed, why = row[9:18]
        age, ethnicity, belief, wants, children, count = row[18:]
        days = Days.of(received, (contacted, offered, attended, decided, first_session, completed, closed))
        name = self.names.of("R", reference).replace("-", f"-{order:02d}-", 1)
        self.referrals[reference] = name, days
        line = _cells(
            [
                name,
                "" if man.startswith(UNKNOWN_PERSON) else self.names.of("P", man),
                area,
                source,
                *(days.moved(day) for day in (received, contacted, offered, attended)),
                decision,
                days.moved(decided),
                reason,
                days.moved(first_session),
                required,
                credited,
                *(days.moved(day) for day in (completed, closed)),
                why,
                age,
                ethnic_group(ethnicity),
                religion(belief),
                needs(json.loads(wants)),
                ages(json.loads(children or "null")),
                count,
            ]
        )
        return ["" if place in self.empty else cell for place, cell in enumerate(line)]

    def _session(self, row: Any) -> Line:
        reference, session, held, outcome = row
        name, days = self.referrals[reference]
        if held and not days.known:  # no day of the referral is recorded: his first session is the first
            days = Days(held)
            self.referrals[reference] = name, days
        return _cells([name, self.names.of("S", session), days.moved(held), outcome])

    def _partner(self, row: Any) -> Line:
        reference, his, provider, referred, contacted, kinds, *said, closed = row
        name, days = self.names.of("I", reference), Days.of(referred, (contacted, closed))
        self.partners[reference] = name, days
        matched = self.referrals[his][0] if his else ""
        moved = days.moved(referred), days.moved(contacted)
        return _cells([name, matched, provider, *moved, kinds, *said, days.moved(closed)])

    def _measures(self) -> Iterator[Line]:
        """His as they are kept, hers opened one by one; single answers stay here."""
        for measure in HisMeasure.objects.select_related("referral", "version").iterator():
            yield from self._measure("his", measure, self.referrals.get(measure.referral.reference))
        for hers in HerMeasure.objects.select_related("file", "version").iterator():
            yield from self._measure("hers", hers, self.partners.get(hers.file.reference))

    def _measure(self, voice: str, measure: Any, known: tuple[str, Days] | None) -> Iterator[Line]:
        if known is None:
            return
        name, days = known
        said = measure.answers or {}
        often, severe = scoring.frequency(said), scoring.severe(said)
        yield _cells(
            [
                name,
                voice,
                measure.stage,
                days.moved(measure.asked_date),
                measure.why_not,
                measure.version.number if measure.version else None,
                None if often is None else round(often, 2),
                scoring.types(said),
                {True: "yes", False: "no", None: ""}[severe],
            ]
        )


def _cells(values: Any) -> Line:
    return ["" if value is None else str(value) for value in values]
