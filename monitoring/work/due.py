"""What is overdue and what is due soon: the two sections that every caseworker begins with."""

from django.db.models import BooleanField, ExpressionWrapper, Q, Window
from django.db.models.functions import RowNumber

from .items import CAP, SOON, section


def overdue_and_soon(clocks, item, *, at, href):
    """Of what is one's own, in one question: of that little is due."""
    found = {True: [], False: []}
    for clock in _first_of_each(clocks.filter(due_at__lte=at + SOON), Q(due_at__lte=at)):
        found[clock.due_at <= at].append(clock)
    return [overdue(found[True], item, href=href), soon(found[False], item, href=href)]


def overdue(clocks, item, *, href, heading="Overdue"):
    return section(heading, clocks, item, href=href, presses=True, empty="Nothing is overdue.")


def soon(clocks, item, *, href):
    empty = "Nothing is due within a week."
    return section("Due soon", clocks, item, href=href, presses=True, empty=empty)


def _first_of_each(clocks, parted):
    """Of those for which ``parted`` (a condition) holds, and of the others, as many as a section asks for."""
    part = ExpressionWrapper(parted, output_field=BooleanField())
    place = Window(RowNumber(), partition_by=part, order_by=("due_at", "pk"))
    return clocks.annotate(place=place).filter(place__lte=CAP + 1)
