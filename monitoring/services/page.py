"""What the services counted in a year, as the page shows it."""

from collections import defaultdict

from django.urls import reverse

from monitoring.models import WHOLE_YEAR, OtherCount, OtherService

from .summing import together

SEXES = OtherCount.Sex.choices


def page(services, rows):
    """``services``: all; ``rows``: standing counts of one year. Tables and sums for those abused and those who abuse."""
    numbers, quarters = defaultdict(int), defaultdict(set)
    for row in rows:
        numbers[row.service_id, row.sex] += row.number
        quarters[row.service_id].add(row.quarter)
    return [
        _part(whom, label, [one for one in services if one.whom == whom], numbers, quarters)
        for whom, label in OtherService.For.choices
    ]


def _part(whom, label, services, numbers, quarters):
    return {
        "heading": label,
        "columns": (
            "Service",
            "What one is",
            *_numeric(sex for _, sex in SEXES),
            *_numeric(["All", "Reported"]),
        ),
        "rows": [_row(one, numbers, quarters[one.pk]) for one in services],
        "answers": [_answer(whom, sex, words, services, numbers) for sex, words in SEXES[:2]],
    }


def _numeric(words):
    return ({"text": each, "numeric": True} for each in words)


def _row(service, numbers, quarters):
    cells = [numbers.get((service.pk, sex)) for sex, _ in SEXES]
    given = [number for number in cells if number is not None]
    shown = ["–" if number is None else f"{number:,}" for number in (*cells, sum(given) if given else None)]
    return [
        {"text": service.name, "href": reverse("other_service", args=[service.code])},
        service.counts,
        *({"text": text, "numeric": True} for text in shown),
        {"text": _reported(quarters), "numeric": True},
    ]


def _reported(quarters):
    if not quarters:
        return "Nothing"
    return "The year" if WHOLE_YEAR in quarters else f"{len(quarters)} of 4 quarters"


def _answer(whom, sex, words, services, numbers):
    """How many of one sex, with what may be counted twice; None where nothing was reported."""
    names = {one.pk: one.name for one in services}
    given = {one.name: numbers[one.pk, sex] for one in services if (one.pk, sex) in numbers}
    if not given:
        return None
    among = {one.name: names.get(one.may_be_among_id, "") for one in services}
    who = "victims" if whom == OtherService.For.VICTIMS else "perpetrators"
    return {"who": f"{words} {who}", "sum": together(given, among)}
