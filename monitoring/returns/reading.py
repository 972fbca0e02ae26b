"""What the pages of returns show: where each stands, and whose check is missing."""

from dataclasses import dataclass

from accounts.acting import for_the_service
from monitoring.models import CaseStudy


@dataclass(frozen=True)
class Row:
    """One return in the list. ``href``: the page that is the reader's own."""

    label: str
    href: str
    state: tuple
    clock: object
    parts: str


def state(quarterly_return, checked=None):
    """(words, tone)"""
    if quarterly_return.signed_at:
        return "Signed", "green"
    if checked is None:
        checked = [part.checked_at for part in quarterly_return.parts.all()]
    if all(checked):
        return "Waits for the signature", "yellow"
    return ("Being checked", "blue") if any(checked) else ("Draft", "grey")


def rows_of_returns(found, parts, *, signs):
    """The same few queries however many there are. A provider is led to its own part."""
    found = found.defer("figures_json", "frozen_json").prefetch_related("parts", "deadlines__rule")
    own = {
        each.quarterly_return_id: each
        for each in parts.select_related("organisation").prefetch_related("deadlines")
    }
    for each in found:
        checked = [part.checked_at for part in each.parts.all()]
        mine = None if signs else own.get(each.pk)
        yield Row(
            label=each.quarter.label,
            href=(mine or each).get_absolute_url(),
            state=_own_state(mine, each) if mine else state(each, checked),
            clock=clock_of(mine or each),
            parts=f"{sum(map(bool, checked))} of {len(checked)}",
        )


def _own_state(part, quarterly_return):
    if quarterly_return.signed_at:
        return "Signed", "green"
    return ("You have checked", "blue") if part.checked_at else ("Check your part", "yellow")


def clock_of(file):
    """The promise on it that runs or was kept last, or None."""
    return max(file.deadlines.all(), key=lambda deadline: deadline.started_at, default=None)


def all_parts(quarterly_return):
    parts = quarterly_return.parts.select_related("organisation", "checked_by").prefetch_related("deadlines")
    return [{"part": part, "clock": clock_of(part)} for part in parts]


@for_the_service("how many stories wait to be looked at; none of their words")
def waiting_studies(quarterly_return):
    """How many stories nobody has looked at yet: they are left out when it is signed now."""
    return CaseStudy.objects.waiting().filter(part__quarterly_return=quarterly_return).count()
