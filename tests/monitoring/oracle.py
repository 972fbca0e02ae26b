"""The figures a second time, from the CSV files alone: slow, plain, and sharing no line with the code under test.

Written from the definitions, person by person, with lists and loops instead of SQL.
"""

import csv
import io
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from zoneinfo import ZoneInfo

AREAS = ["Birmingham", "Coventry", "Dudley", "Sandwell", "Solihull", "Walsall", "Wolverhampton"]
SOURCES = ["cp", "cin", "early_help", "self", "other"]
REASONS = ["denial", "needs_alternate_support", "mental_health", "too_high_risk", "unwilling_to_engage", "unknown"]
KINDS = "face_to_face counselling group_work drop_in telephone written advocacy health other".split()
CREDITED = ["attended", "late", "caught_up"]


def read(folder):
    """The four files as lists of dictionaries; a missing file is an empty list."""
    tables = {}
    for name in ("referrals", "sessions", "partners", "training"):
        path = folder / f"{name}.csv"
        text = path.read_text(encoding="utf-8-sig") if path.exists() else ""
        tables[name] = list(csv.DictReader(io.StringIO(text)))
    return tables


def day(text):
    return date.fromisoformat(text) if text else None


def one_decimal(numerator, denominator):
    if denominator == 0:
        return None
    exact = Decimal(numerator) / Decimal(denominator)
    return float(exact.quantize(Decimal("0.1"), rounding=ROUND_HALF_UP))


def pct(part, whole):
    return one_decimal(100 * part, whole)


def wound_back(tables, as_at):
    """What had happened by the moment: later rows go, later dates are blanked with what depends on them."""
    if as_at is None:
        return tables
    limit = as_at.astimezone(ZoneInfo("Europe/London")).date()

    def late(text):
        return text != "" and day(text[:10]) > limit

    referrals = []
    for old in tables["referrals"]:
        if late(old["received_on"]):
            continue
        row = dict(old)
        if row["contacted_at"] and datetime.fromisoformat(row["contacted_at"]) > as_at:
            row["contacted_at"] = ""
        for column in ("assessment_offered_on", "assessment_attended_on", "first_session_offered_on", "completed_on"):
            if late(row[column]):
                row[column] = ""
        if late(row["decision_on"]):
            row["decision_on"] = row["decision"] = ""
        if late(row["closed_on"]):
            row["closed_on"] = row["close_reason"] = ""
        referrals.append(row)
    # a session without a day in one man's row took place on the day in another's
    held = {}
    for row in sorted(tables["sessions"], key=lambda row: row["held_on"], reverse=True):
        if row["held_on"]:
            held[row["session_ref"]] = row["held_on"]
    sessions = [
        row | {"happened": not late(row["held_on"] or held.get(row["session_ref"], ""))} for row in tables["sessions"]
    ]
    partners = []
    for row in tables["partners"]:
        if late(row["referred_on"]):
            continue
        contacted = row["contacted_at"] and datetime.fromisoformat(row["contacted_at"]) <= as_at
        partners.append(row | {"contacted_at": row["contacted_at"] if contacted else ""})
    training = [row for row in tables["training"] if not late(row["held_on"])]
    return {"referrals": referrals, "sessions": sessions, "partners": partners, "training": training}


def within(rows, column, first, last):
    kept = []
    for row in rows:
        value = day(row[column])
        if (first or last) and value is None:
            continue
        if (first and value < first) or (last and value > last):
            continue
        kept.append(row)
    return kept


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
                {row["session_ref"] for row in mine if row["outcome"] in CREDITED and row.get("happened", True)}
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
    tables = wound_back(read(folder), as_at)
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
        "fig26": by_group(people, lambda row: int(row["age_at_referral"]) if row["age_at_referral"] else None),
        "fig27": by_group(people, children),
        "fig30": fig30(partners),
        "support_types": support_types(partners),
        "foi_completion": foi(people),
        "rates": rates(referrals, people),
        "not_recorded": not_recorded(referrals, sessions, partners, training, people),
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
    figure = {reason: {"count": recorded.count(reason), "pct": pct(recorded.count(reason), len(recorded))} for reason in REASONS}
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
        figure[area] = {label: 0 for label in labels}
        for row in here:
            if row["received_on"]:
                figure[area][quarter(day(row["received_on"]))] += 1
        figure[area]["total"] = len(here)
    return figure


def by_group(people, value_of):
    figure = {}
    for group in ("no_sessions", "some_sessions", "completed", "total"):
        men = [person for person in people if person.decision == "suitable" and group in ("total", person.group)]
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
            "completed": sum(p.finished is not None and place in ("total", p.finished[column]) for p in people),
        }
    return figure


def fig30(partners):
    change = {"deteriorated": -1, "no_change": 0, "improved": 1}
    satisfaction = {"1": -1, "2": -1, "3": 0, "4": 1, "5": 1}
    sums = []
    for row in partners:
        said = [satisfaction[row["satisfaction"]]] if row["satisfaction"] else []
        said += [change[row[c]] for c in ("health_wellbeing", "everyday_life", "safety") if row[c]]
        if said:
            sums.append(sum(said))
    figure = {str(number): sums.count(number) for number in sorted({-1, 0, 1, 2, 3, 4, *sums})}
    figure["scored"] = len(sums)
    figure["missing"] = len(partners) - len(sums)
    figure["positive_pct"] = pct(len([number for number in sums if number > 0]), len(sums))
    return figure


def support_types(partners):
    figure = {}
    for kind in KINDS:
        count = sum(kind in row["support"].split(";") for row in partners)
        figure[kind] = {"count": count, "pct": pct(count, len(partners))}
    return figure


def foi(people):
    bands = dict.fromkeys(
        ["base", "all", "one_session", "under_quarter", "quarter_to_half", "half_to_three_quarters"]
        + ["three_quarters_to_all", "still_attending", "dropped_out", "closed_otherwise"],
        0,
    )
    for person in people:
        if person.credited < 1:
            continue
        bands["base"] += 1
        share = Decimal(person.credited) / person.required
        if share >= 1 or person.finished:
            bands["all"] += 1
            continue
        if person.credited == 1:
            bands["one_session"] += 1
        elif share < Decimal("0.25"):
            bands["under_quarter"] += 1
        elif share < Decimal("0.5"):
            bands["quarter_to_half"] += 1
        elif share < Decimal("0.75"):
            bands["half_to_three_quarters"] += 1
        else:
            bands["three_quarters_to_all"] += 1
        if not person.closed:
            bands["still_attending"] += 1
        elif person.latest["close_reason"] in ("two_misses", "withdrew"):
            bands["dropped_out"] += 1
        else:
            bands["closed_otherwise"] += 1
    half = bands["half_to_three_quarters"] + bands["three_quarters_to_all"] + bands["all"]
    return bands | {"half_or_more": half, "half_or_more_pct": pct(half, bands["base"])}


def rates(referrals, people):
    suitable = [person for person in people if person.decision == "suitable"]
    started = [person for person in suitable if person.credited >= 1]
    completed = [person for person in people if person.finished]
    numbers = {
        "suitable_of_referrals": (len(suitable), len(referrals)),
        "suitable_of_individuals": (len(suitable), len(people)),
        "suitable_of_assessed": (len(suitable), sum(person.assessed for person in people)),
        "suitable_of_decided": (len(suitable), sum(person.decided is not None for person in people)),
        "completed_of_suitable": (sum(p in suitable for p in completed), len(suitable)),
        "completed_of_started": (sum(p in started for p in completed), len(started)),
        "completed_of_individuals": (len(completed), len(people)),
        "completed_of_referrals": (len(completed), len(referrals)),
        "no_session_of_suitable": (sum(p.group == "no_sessions" for p in suitable), len(suitable)),
    }
    return {name: {"numerator": n, "denominator": d, "pct": pct(n, d)} for name, (n, d) in numbers.items()}


def not_recorded(referrals, sessions, partners, training, people):
    due = {
        "my_time_ref": lambda row: False,
        "contacted_at": lambda row: row["assessment_offered_on"] or row["assessment_attended_on"] or row["decision"],
        "assessment_offered_on": lambda row: row["assessment_attended_on"] or row["decision"],
        "assessment_attended_on": lambda row: row["decision"],
        "decision": lambda row: row["assessment_attended_on"],
        "decision_on": lambda row: row["decision"],
        "unsuitable_reason": lambda row: row["decision"] == "unsuitable",
        "first_session_offered_on": lambda row: row["decision"] == "suitable",
        "sessions_required": lambda row: row["decision"] == "suitable",
        "sessions_attended": lambda row: row["decision"] == "suitable"
        and not any(s["my_time_ref"] == row["my_time_ref"] for s in sessions),
        "completed_on": lambda row: any(
            p.latest is row and not p.finished and p.credited >= p.required for p in people
        ),
        "closed_on": lambda row: row["close_reason"],
        "close_reason": lambda row: row["closed_on"] and not row["completed_on"],
        "children_count": lambda row: not row["children_ages"],
    }
    columns = list(due)[:1] + ["person_ref", "area", "source", "received_on"] + list(due)[1:-1]
    columns += ["age_at_referral", "ethnicity", "religion", "additional_needs", "children_ages", "children_count"]
    told = {}
    for row in read_order(referrals):
        for column in ("ethnicity", "religion", "additional_needs"):
            if row[column]:
                told[row["person_ref"] or row["my_time_ref"], column] = row[column]

    def lacks(row, column):
        if column in ("ethnicity", "religion", "additional_needs"):
            return (row["person_ref"] or row["my_time_ref"], column) not in told
        return row[column] == "" and bool(due.get(column, lambda row: True)(row))

    happened = [row for row in sessions if row.get("happened", True)]
    return {
        "referrals": {column: sum(lacks(row, column) for row in referrals) for column in columns},
        "sessions": {
            "my_time_ref": 0,
            "session_ref": 0,
            "held_on": sum(row["held_on"] == "" for row in happened),
            "outcome": sum(row["outcome"] == "" for row in happened),
        },
        "partners": partner_gaps(partners),
        "training": {
            column: sum(row[column] == "" for row in training)
            for column in ("held_on", "area", "kind", "social_workers")
        },
    }


def read_order(referrals):
    return sorted(referrals, key=lambda row: (row["received_on"], row["my_time_ref"]))


def partner_gaps(partners):
    gaps = {"iss_ref": 0, "my_time_ref": sum(row["my_time_ref"] == "" for row in partners)}
    gaps["provider"] = 0  # where the row has none, it is that of the area
    gaps["referred_on"] = sum(row["referred_on"] == "" for row in partners)
    gaps["contacted_at"] = sum(row["contacted_at"] == "" and row["support"] != "" for row in partners)
    gaps["support"] = sum(row["contacted_at"] != "" and row["support"] == "" for row in partners)
    for column in ("satisfaction", "health_wellbeing", "everyday_life", "safety"):
        gaps[column] = sum(row[column] == "" for row in partners)
    return gaps | {"closed_on": 0}
