"""A group with men in it, and what was told of them."""

from datetime import date

from alerts.models import Alert
from programme.actions import enrol
from tests.world import WEEK, fresh

ABSENT, NOTICE, CAME = "absent_no_contact", "absent_notice", "attended"


def a_man(world, group, *, number=1, at=None):
    """A man of his own name in ``group`` from its first session after ``at`` on."""
    at = at or world.now
    him = {"first_name": "Man", "last_name": f"Number{number:02}", "date_of_birth": date(1980, 1, number)}
    referral = world.suitable(at=at, him=him)
    first = group.sessions.filter(starts_at__gt=at).order_by("starts_at").first()
    enrol(referral, group=group, first_session=first, by=world.facilitator, at=at)
    return fresh(referral)


def men(world, group, how_many, *, at=None):
    return [a_man(world, group, number=number, at=at) for number in range(1, how_many + 1)]


def sessions_of(group):
    return list(group.sessions.order_by("starts_at"))


def six_weeks_ago(world):
    return world.now - 6 * WEEK


def told(person, kind):
    """How often ``person`` has been told of ``kind``."""
    return person.notices.filter(alert__kind=kind).count()


def alerts(kind):
    return Alert.objects.filter(kind=kind)


def said(response):
    """The messages of the page to which a POST with ``follow=True`` led."""
    return " ".join(str(message) for message in response.context["messages"])
