"""The question bank: what is asked again and again, and which published tables answer it."""

from dataclasses import dataclass

from django.utils.timezone import localtime

from monitoring.figures import DEFINITIONS
from monitoring.figures_page import Table, number, tables


@dataclass(frozen=True)
class Question:
    """``figures``: names of the tables of a release that answer it, each with its own definition under it."""

    key: str
    words: str
    hint: str
    figures: tuple = ()


BANK = (
    Question(
        "completed",
        "How many men completed the programme, or half of it?",
        "By the share of the sessions required. Still attending is not dropped out.",
        ("foi_completion",),
    ),
    Question(
        "by_area",
        "How many were referred, started and completed in each area?",
        "By area, and by who referred.",
        ("fig24", "fig25"),
    ),
    Question("by_period", "How many were referred in each quarter?", "By quarter and area.", ("fig20",)),
    Question(
        "referred",
        "How many were referred, assessed and accepted?",
        "Outputs, and each rate with what it is a share of.",
        ("fig13", "rates"),
    ),
    Question("accepted", "How many were accepted, and why were others not?", "", ("fig18", "fig19")),
    Question(
        "support",
        "What support did partners have?",
        "Kinds of support, and benefits.",
        ("support_types", "fig30"),
    ),
    Question(
        "cost",
        "What did a completion cost?",
        "Needs the cost of each year of the period. Where the number of completions is hidden, it cannot be said.",
    ),
)
COST_WORDS = (
    "The cost of the whole programme in the years from April to March that lie within the period, divided by the men"
    " referred in the period who have completed it, as published. What was done with everybody else is in the cost too."
)


def choices():
    return [(each.key, each.words, each.hint) for each in BANK]


def answers(request, costs):
    """The tables of the attachment, in the order of the bank; nothing that the release does not say.

    ``costs``: rows of YearCost, the latest of a year first; those entered after the release do not count.
    """
    release = request.release
    printed = {table.name: table for table in tables(release.public, DEFINITIONS)}
    for question in BANK:
        if question.key in request.questions:
            yield from (printed[name] for name in question.figures)
            if question.key == "cost":
                yield _cost(release, [cost for cost in costs if cost.at <= release.at])


def _cost(release, costs):
    latest = {}
    for cost in costs:
        if _within(cost.year, release):
            latest.setdefault(cost.year, cost)
    pounds, completed = sum(cost.pounds for cost in latest.values()), release.public["fig13"]["completed"]
    each = "Cannot be said"
    if latest and isinstance(completed, int) and completed:
        each = f"£{round(pounds / completed, -2):,.0f}"
    rows = [[f"Cost in {latest[year].label}", latest[year].in_pounds] for year in sorted(latest)]
    rows += [["Men who completed", number(completed)], ["Cost for each of them", each]]
    columns = [{"text": "What"}, {"text": "Amount", "numeric": True}]
    return Table("cost", "Cost for each completion", columns, rows, COST_WORDS)


def _within(year, release):
    """The whole year from April to March lies in the period of the release."""
    last = release.last_day or localtime(release.at).date()
    begins = release.first_day is None or (
        release.first_day.year,
        release.first_day.month,
        release.first_day.day,
    ) <= (year, 4, 1)
    return begins and (year + 1, 3, 31) <= (last.year, last.month, last.day)
