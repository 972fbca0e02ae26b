"""The rows of one case, in all tables."""

from functools import cache
from uuid import UUID

from outcomes.models import InstrumentVersion
from timescales.models import PromiseRule

from .writing import NULL

SOURCES = ("cp",) * 4 + ("cin",) * 4 + ("early_help", "self", "other")
CHANGES = ("improved", "improved", "improved", "no_change", "deteriorated")
# Promise, from which day of the course, within how many days, kept by which day of the course
PROMISES = (
    ("acknowledge", "zero", 1, "acknowledged"),
    ("contact_him", "zero", 2, "contacted"),
    ("offer_assessment", "contacted", 28, "offered"),
    ("commence_him", "attended", 42, "first_session"),
    ("midway_report", "first_session", 120, "halfway"),
)
KINDS = ("received", "acknowledged", "status", "started", "file_closed")
OUTCOMES = ("attended",) * 8 + ("late", "absent_notice")


def tell(filling, number, man, where, received, found):
    """The file ``number`` of the ``man``, received in area ``where`` on the day ``received`` of the region."""
    told = _Told(filling, number, where, received, found)
    told.referral(man)
    told.promises()
    told.contacts()
    told.alerts()
    if found.first_session is not None:
        told.programme()
    if filling.rng.random() < 0.6:
        told.partner()


class _Told:
    def __init__(self, filling, number, where, received, found):
        self.filling, self.number, self.where, self.received, self.found = (
            filling,
            number,
            where,
            received,
            found,
        )
        self.key, self.tables, self.rng = str(number), filling.tables, filling.rng
        place = filling.places
        self.area = str(place.areas[where])
        self.team, self.worker = (str(each) for each in self.rng.choice(place.teams[where]))
        self.holder = str(place.holders[where][number % 2].pk)
        acknowledged = 1 if found.age >= 1 else None
        halfway = None if found.first_session is None or found.sessions < 15 else found.first_session + 105
        self.reached = {
            **{name: getattr(found, name) for name in ("contacted", "offered", "attended", "first_session")},
            "zero": 0,
            "acknowledged": acknowledged,
            "halfway": halfway,
        }

    def day(self, course):
        """A day of the course as text."""
        return NULL if course is None else self.filling.days[self.received + course]

    def at(self, course, clock="10:00Z"):
        return NULL if course is None else f"{self.day(course)} {clock}"

    def referral(self, man):
        found, reached = self.found, self.reached
        unsuitable = "mental_health" if found.decision == "unsuitable" else ""
        self.tables.referrals.add(
            *(
                self.key,
                f"MT-{self.number:06}",
                str(man),
                self.area,
                self.rng.choice(SOURCES),
                self.worker,
                self.team,
            ),
            *(self.holder if found.contacted is not None else NULL, found.status, ""),
            *(str(20 + self.number % 40), str(self.number % 5), self.day(0), self.at(0, "09:00Z")),
            *(
                self.at(reached["acknowledged"]),
                self.at(reached["acknowledged"], "11:00Z"),
                self.at(found.contacted),
            ),
            *(self.day(found.offered), self.day(found.attended), found.decision),
            *(
                self.day(found.attended) if found.decision else NULL,
                unsuitable,
                self.day(found.first_session),
            ),
            *(
                "30" if found.decision == "suitable" else NULL,
                self.day(found.closed if found.completed else None),
            ),
            *(self.day(None if found.completed else found.closed), found.reason),
        )

    def promises(self):
        """Of five, those whose turn has come. One in fourteen is kept late, and some not at all."""
        for place, (promise, since, within, kept) in enumerate(PROMISES):
            start, end = self.reached[since], self.reached[kept]
            if start is None:
                continue
            closed = self.found.closed if end is None else None
            if (self.number + place) % 14 == 0 and end is not None and end + 9 < self.found.age:
                end = min(self.found.age, start + within + 1 + place)
            self.tables.promises.add(
                *(self.key, promise, self.at(start, "09:00Z"), self.at(start + within, "12:00Z")),
                *(self.at(end), self.at(closed), rule(promise)),
            )

    def contacts(self):
        found = self.found
        for each in range(1 + self.number % 3):
            if each <= found.age:
                self.tables.contacts.add(
                    self.key, self.at(each), "phone", "t" if each else "f", self.holder, ""
                )
        steps = [
            ("acknowledged", self.reached["acknowledged"]),
            ("contacted", found.contacted),
            ("assessment_booked", found.offered),
        ]
        steps += [(found.decision, found.attended), ("on_programme", found.first_session)]
        steps += [("completed" if found.completed else "closed", found.closed)]
        before = "received"
        for status, day in steps:
            if day is not None and status:
                self.tables.steps.add(self.key, before, status, self.at(day), self.holder)
                before = status
        if found.attended is not None:
            self._measure("initial", found.attended, '{"M1": 2, "M2": 1, "M3": 1}')
            if found.completed:
                self._measure("end", found.closed, '{"M1": 1, "M2": 1, "M3": 0}')

    def _measure(self, stage, day, answers):
        self.tables.his_measures.add(
            self.key, stage, self.day(day), _version("M"), self.at(day), self.holder, answers
        )

    def alerts(self):
        days = (
            0,
            self.reached["acknowledged"],
            self.found.offered,
            self.found.first_session,
            self.found.closed,
        )
        for kind, day in zip(KINDS, days, strict=True):
            if day is None:
                continue
            at, person = self.at(day, "10:05Z"), self.worker if kind != "started" else self.holder
            alert = self.tables.alerts.add(kind, f"{kind}:{self.key}", "referrals.referral", self.key, "", at)
            seen = self.at(day, "15:00Z") if self.found.age - day > 2 else NULL
            place = (f"MT-{self.number:06}", f"/referrals/{self.key}/")
            self.tables.notices.add(str(alert), person, *place, seen, at, self.at(day, "10:06Z"))
            self.tables.trail.add(
                at, f"referral.{kind}", person, "referrals.referral", self.key, place[0], "0" * 48
            )

    def programme(self):
        """One session a week in one of the area's groups; where he still comes, next week's is planned."""
        found, group = self.found, self.rng.randrange(len(self.filling.places.groups[self.where]))
        start = self.received + found.first_session
        begun = self.filling.session(self.where, group, start)
        runs = found.closed is None
        self.tables.enrolments.add(
            *(
                self.key,
                str(self.filling.places.groups[self.where][group]),
                str(self.filling.places.version.pk),
            ),
            *(str(begun), self.at(found.attended), self.holder, NULL if runs else self.at(found.closed)),
        )
        for week in range(found.sessions):
            session = self.filling.session(self.where, group, start + 7 * week)
            outcome = OUTCOMES[(self.number + week) % len(OUTCOMES)]
            self.tables.attendance.add(
                str(session),
                self.key,
                outcome,
                self.holder,
                self.at(found.first_session + 7 * week, "20:30Z"),
            )
        if runs:
            self.filling.session(self.where, group, self.filling.span + 7)

    def partner(self):
        found, filling = self.found, self.filling
        decided = found.attended if found.decision == "suitable" else None
        reached = decided + 2 if decided is not None and decided + 2 <= found.age else None
        supported = reached + 7 if reached is not None and reached + 7 <= found.age else None
        over = supported + 180 if supported is not None and supported + 180 <= found.age else None
        status = "closed" if over is not None else "supported" if supported is not None else "contacted"
        status = status if reached is not None else "released" if decided is not None else "held"
        provider = filling.places.providers[self.where]
        worker, key = str(filling.places.workers[provider]), self.key
        said = [CHANGES[(self.number * k) % 5] for k in (1, 3, 7)] if over is not None else ["", "", ""]
        self.tables.partners.add(
            *(key, f"ISS-{self.number:06}", key, self.area, str(provider), worker, status, "Anna"),
            *(self.day(decided), self.at(decided), self.at(reached), self.at(supported), self.day(over)),
            *(str(1 + self.number % 5) if over is not None else NULL, *said),
        )
        if decided is not None:
            self.tables.her_promises.add(
                *(
                    key,
                    "contact_her",
                    self.at(decided),
                    self.at(decided + 2),
                    self.at(reached),
                    NULL,
                    rule("contact_her"),
                )
            )
        if supported is not None:
            self._support(key, worker, supported, over)

    def _support(self, key, worker, supported, over):
        for each, kind in enumerate(("telephone", "face_to_face", "advocacy")):
            if supported + each <= self.found.age:
                self.tables.support.add(
                    key, kind, self.day(supported + each), "45", worker, self.at(supported + each)
                )
        for stage, day, calls in (("initial", supported, "3"), ("end", over, "1")):
            if day is not None:
                row = str(UUID(int=self.number * 4 + (stage == "end")))
                self.tables.her_measures.add(
                    key, stage, self.day(day), _version("W"), self.at(day), worker, calls, row
                )


@cache
def rule(promise):
    return str(
        PromiseRule.objects.filter(promise=promise).order_by("-valid_from").values_list("pk", flat=True)[0]
    )


@cache
def _version(code):
    return str(
        InstrumentVersion.objects.filter(code=code).order_by("-number").values_list("pk", flat=True)[0]
    )
