"""Releases of figures, and the rule that protects them. None of them is about a case."""

from monitoring.models import Release
from monitoring.publishing.actions import ask_for_release
from monitoring.publishing.making import make_release
from tests.world import NOON

from .policy import Row

OPCC = frozenset({"opcc"})


def a_release(world):
    """The same one for everybody."""
    release = Release.objects.first()
    if release is None:
        release = ask_for_release(
            first_day=None, last_day=None, to_whom="Home Office", why="Annual", by=world.opcc, at=NOON
        )
        make_release(release, at=NOON)
    return {"pk": release.pk}


ROWS = {
    "releases": Row(who=OPCC),
    "new_release": Row(who=OPCC),
    "release": Row(who=OPCC, kwargs=a_release),
    "release_xlsx": Row(who=OPCC, kwargs=a_release),
    "release_pdf": Row(who=OPCC, kwargs=a_release),
    "disclosure_rule": Row(who=OPCC),
}
