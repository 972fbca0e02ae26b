"""What was counted, as the page shows it: a table of each kind, and who and where it is."""

from dataclasses import dataclass, field
from urllib.parse import urlencode

from django.urls import reverse

from monitoring.figures.facts import percentage

from .check import Kind, Side
from .counting import Counted

HEADINGS = {
    Kind.LATE: ("Late", "Somebody waits for it: begin here."),
    Kind.CONTRADICTORY: ("Contradictory", "Two things are recorded that cannot both be true."),
    Kind.DUPLICATED: (
        "Perhaps there twice",
        "Look at both before you merge anything. Likeness is compared at the desk too, when a referral comes in.",
    ),
    Kind.MISSING: (
        "Missing",
        "Counted where it was due, as the figures count “not recorded”. Per cent of those due that have it.",
    ),
}
SIDES = {Side.HIS: "His files", Side.HERS: "Her files", Side.SESSIONS: "Sessions"}
COMPLETE = ({"text": "Of", "numeric": True}, {"text": "Complete", "numeric": True}, "Target")


@dataclass(frozen=True)
class Table:
    heading: str
    words: str
    caption: str
    columns: tuple = ()
    rows: list = field(default_factory=list)


def tables(found: list[Counted], targets: dict[str, int], *, opens: bool, asked: dict) -> list[Table]:
    """Of each kind and side, what fails; of what is missing, everything, so that one sees what is complete too."""
    made = []
    for kind, (heading, words) in HEADINGS.items():
        for side, of_side in SIDES.items():
            rows = [one for one in found if (one.check.kind, one.check.side) == (kind, side)]
            if kind != Kind.MISSING:
                rows = [one for one in rows if one.wrong]
            if rows:
                shown = [_row(one, targets, opens=opens, asked=asked) for one in rows]
                number = {"text": "Sessions" if side == Side.SESSIONS else "Files", "numeric": True}
                columns = ("What", number, *(COMPLETE if kind == Kind.MISSING else ("What to do",)))
                made.append(Table(heading, words, of_side, columns, shown))
    return made


def _row(one: Counted, targets: dict[str, int], *, opens: bool, asked: dict) -> list:
    check = one.check
    first: dict = {"text": check.words}
    if opens and one.wrong:
        query = f"?{urlencode(asked)}" if asked else ""
        first |= {"href": reverse("quality_files", args=[check.code]) + query, "hidden": ": show the files"}
    number = {"text": f"{one.wrong:,}", "numeric": True}
    if check.kind != Kind.MISSING:
        return [first, number, check.do]
    share, target = percentage(one.due - one.wrong, one.due), targets.get(check.code, targets.get("", 0))
    return [
        first,
        number,
        {"text": f"{one.due:,}", "numeric": True},
        {"text": "–" if share is None else f"{share}%", "numeric": True},
        _against(share, target),
    ]


def _against(share: float | None, target: int) -> dict | str:
    if not target:
        return "None set"
    if share is None:
        return f"{target}%: nothing due"
    if share >= target:
        return {"text": f"{target}%: reached", "tone": "green"}
    return {"text": f"{target}%: not reached", "tone": "yellow"}


def spread(found: list[Counted], which: str, named: str) -> Table | None:
    """How much of each kind there is in each area, or with each worker: most to put right first."""
    sums: dict[str, dict[Kind, int]] = {}
    for one in found:
        for place, number in getattr(one, which).items():
            row = sums.setdefault(place, dict.fromkeys(Kind, 0))
            row[one.check.kind] += number
    ordered = sorted(sums.items(), key=lambda item: (-sum(item[1].values()), item[0]))
    if not ordered:
        return None
    columns = (named, *({"text": HEADINGS[kind][0], "numeric": True} for kind in HEADINGS))
    rows = [
        [place, *({"text": f"{row[kind]:,}", "numeric": True} for kind in HEADINGS)] for place, row in ordered
    ]
    return Table("", "", f"How much there is to put right, by {named.lower()}", columns, rows)


def summary(found: list[Counted]) -> list[dict]:
    """One number of each kind, for the head of the page."""
    return [
        {
            "value": f"{sum(one.wrong for one in found if one.check.kind == kind):,}",
            "label": heading.lower(),
            "tone": "late"
            if kind == Kind.LATE and any(o.wrong for o in found if o.check.kind == kind)
            else "",
        }
        for kind, (heading, _) in HEADINGS.items()
    ]
