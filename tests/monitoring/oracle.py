"""The figures a second time, from the CSV files alone: slow, plain, and sharing no line with the code under test.

Written from the definitions, person by person, with lists and loops instead of SQL.
"""

from datetime import date

from .oracle_arithmetic import day, one_decimal, pct
from .oracle_completion import foi, rates
from .oracle_gaps import not_recorded
from .oracle_partners import KINDS, fig30, support_types
from .oracle_reading import read, within, wound_back

AREAS = ["Birmingham", "Coventry", "Dudley", "Sandwell", "Solihull", "Walsall", "Wolverhampton"]
SOURCES = ["cp", "cin", "early_help", "self", "other"]
REASONS = [
    "denial",
    "needs_alternate_support",
    "mental_health",
    "too_high_risk",
    "unwilling_to_engage",
    "unknown",
]
__all__ = ["AREAS", "CREDITED", "KINDS", "REASONS", "SOURCES", "figures"]

CREDITED = ["attended", "late", "caught_up"]


class Person:
    def __init__(self, rows, sessions):
        rows = sorted(rows, key=lambda row: (row["received_on"], row["my_time_ref"]))
        self.latest = rows[-1]
        with_decision = [row for row in rows if row["decision"]]
        self.decided = with_decision[-1] if with_decision else None
        completed = [row for row in rows if row["completed_on"]]
        self.finished = completed[-1] if completed else None
        self.assessed = any(row["assessment_attended_on"] for row in rows)
        refs = {row["my_time_ref"] for row in rows}
        mine = [row for row in sessions if row["my_time_ref"] in refs]
        if mine:
            self.credited = len(
                {
                    row["session_ref"]
                    for row in mine
                    if row["outcome"] in CREDITED and row.get("happened", True)
                }
            )
        else:
            counted = [row for row in rows if row["sessions_attended"]]
            self.credited = int(counted[-1]["sessions_attended"]) if counted else 0
        self.required = int(self.latest["sessions_required"] or 30)

    @property
    def decision(self):
        return self.decided["decision"] if self.decided else ""

    @property
    def group(self):
        if self.finished:
            return "completed"
        return "some_sessions" if self.credited >= 1 else "no_sessions"

    @property
    def closed(self):
        return bool(self.latest["closed_on"] or self.latest["close_reason"])


def figures(folder, first=None, last=None, as_at=None):
    everything = read(folder)
    tables = wound_back(everything, as_at)
    referrals = within(tables["referrals"], "received_on", first, last)
    kept = {row["my_time_ref"] for row in referrals}
    sessions = [row for row in tables["sessions"] if row["my_time_ref"] in kept]
    partners = within(tables["partners"], "referred_on", first, last)
    training = within(tables["training"], "held_on", first, last)
    everybody = {}
    for number, row in enumerate(referrals):
        everybody.setdefault(row["person_ref"] or number, []).append(row)
    people = [Person(rows, sessions) for rows in everybody.values()]
    return {
        "fig13": fig13(referrals, people, sessions, partners, training),
        "fig18": fig18(people),
        "fig19": fig19(people),
        "fig20": fig20(referrals),
        "fig21": days(people, "assessment_offered_on"),
        "fig22": days(people, "assessment_attended_on"),
        "fig23": days(people, "first_session_offered_on"),
        "fig24": progress(referrals, people, "area", AREAS),
        "fig25": progress(referrals, people, "source", SOURCES),
        "fig26": by_group(
            people, lambda row: int(row["age_at_referral"]) if row["age_at_referral"] else None
        ),
        "fig27": by_group(people, children),
        "fig30": fig30(partners),
        "support_types": support_types(partners),
        "foi_completion": foi(people),
        "rates": rates(referrals, people),
        "not_recorded": not_recorded(
            referrals, sessions, partners, training, people, everything["referrals"]
        ),
    }


def fig13(referrals, people, sessions, partners, training):
    held = [row for row in sessions if row["outcome"] not in ("", "cancelled") and row.get("happened", True)]
    trained = {"assessment_and_referral": 0, "motivating": 0}
    for row in training:
        if row["kind"]:
            trained[row["kind"]] += int(row["social_workers"] or 0)
    return {
        "referrals": len(referrals),
        "individuals": len(people),
        "assessed": sum(person.assessed for person in people),
        "accepted": sum(person.decision == "suitable" for person in people),
        "sessions_held": len({row["session_ref"] for row in held}),
        "attendances": sum(person.credited for person in people),
        "completed": sum(person.finished is not None for person in people),
        "partners_referred": len(partners),
        "partners_supported": sum(row["support"] != "" for row in partners),
        "trained_assessment_and_referral": trained["assessment_and_referral"],
        "trained_motivating": trained["motivating"],
    }


def fig18(people):
    decided = [person for person in people if person.decided]
    figure = {}
    for area in [*AREAS, "total"]:
        here = [person for person in decided if area in ("total", person.decided["area"])]
        suitable = sum(person.decision == "suitable" for person in here)
        unsuitable = sum(person.decision == "unsuitable" for person in here)
        figure[area] = {
            "suitable": suitable,
            "unsuitable": unsuitable,
            "suitable_pct": pct(suitable, len(decided)),
            "unsuitable_pct": pct(unsuitable, len(decided)),
        }
    return figure


def fig19(people):
    reasons = [person.decided["unsuitable_reason"] for person in people if person.decision == "unsuitable"]
    recorded = [reason for reason in reasons if reason]
    figure = {
        reason: {"count": recorded.count(reason), "pct": pct(recorded.count(reason), len(recorded))}
        for reason in REASONS
    }
    figure["total"] = {"count": len(recorded), "pct": pct(len(recorded), len(recorded))}
    figure["not_recorded"] = len(reasons) - len(recorded)
    return figure


def quarter(value):
    """April to June is Q1 of the year that begins then."""
    year = value.year if value.month >= 4 else value.year - 1
    number = {4: 1, 5: 1, 6: 1, 7: 2, 8: 2, 9: 2, 10: 3, 11: 3, 12: 3, 1: 4, 2: 4, 3: 4}[value.month]
    return f"{year}/{str(year + 1)[-2:]} Q{number}"


def every_quarter(dates):
    if not dates:
        return []
    labels, year, month = [], min(dates).year, min(dates).month
    while (year, month) <= (max(dates).year, max(dates).month):
        label = quarter(date(year, month, 1))
        if label not in labels:
            labels.append(label)
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)
    return labels


def fig20(referrals):
    labels = every_quarter([day(row["received_on"]) for row in referrals if row["received_on"]])
    figure = {}
    for area in [*AREAS, "not_recorded", "total"]:
        here = [row for row in referrals if area in ("total", row["area"] or "not_recorded")]
        figure[area] = dict.fromkeys(labels, 0)
        for row in here:
            if row["received_on"]:
                figure[area][quarter(day(row["received_on"]))] += 1
        figure[area]["total"] = len(here)
    return figure


def by_group(people, value_of):
    figure = {}
    for group in ("no_sessions", "some_sessions", "completed", "total"):
        men = [
            person for person in people if person.decision == "suitable" and group in ("total", person.group)
        ]
        values = [value_of(person.decided) for person in men]
        values = [value for value in values if value is not None]
        figure[group] = {"n": len(values), "mean": one_decimal(sum(values), len(values))}
    return figure


def days(people, column):
    def between(row):
        if not row["received_on"] or not row[column]:
            return None
        return (day(row[column]) - day(row["received_on"])).days

    return by_group(people, between)


def children(row):
    if row["children_ages"]:
        return len(row["children_ages"].split(";"))
    return int(row["children_count"]) if row["children_count"] else None


def progress(referrals, people, column, places):
    figure = {}
    for place in [*places, "total"]:
        figure[place] = {
            "referrals": sum(place in ("total", row[column]) for row in referrals),
            "any_session": sum(p.credited >= 1 and place in ("total", p.latest[column]) for p in people),
            "completed": sum(
                p.finished is not None and place in ("total", p.finished[column]) for p in people
            ),
        }
    return figure
