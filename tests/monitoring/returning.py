"""Quarterly returns as the tests make them: of the quarter of NOON, by the product's own actions."""

from datetime import UTC, datetime, timedelta

from monitoring.figures.quarter import Quarter
from monitoring.returns.actions import check_part, sign
from tests.world import NOON

DAY = timedelta(days=1)
THIS = Quarter.of(NOON.date())
# The first working day after the quarter of NOON, a Wednesday
AFTER = datetime(2026, 7, 1, 8, tzinfo=UTC)
MY_TIME, HERS, OTHERS = "My Time", "Birmingham and Solihull Women's Aid", "Coventry Haven"


def part_of(found, name):
    return found.parts.get(organisation__name=name)


def all_checked(world, found, *, comment=""):
    for part in found.parts.all():
        check_part(part, comment=comment, by=world.manager, at=AFTER + DAY)


def signed(world, found):
    all_checked(world, found)
    return sign(found, comment="A full quarter.", by=world.opcc, at=AFTER + 2 * DAY)
