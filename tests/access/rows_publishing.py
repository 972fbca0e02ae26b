"""Releases of figures, and the rule that protects them. None of them is about a case."""

from monitoring.models import MadePaper, Release
from monitoring.papers.actions import ask_for_paper
from monitoring.papers.making import make_paper
from monitoring.publishing.actions import ask_for_release
from monitoring.publishing.making import make_release
from monitoring.publishing.on_paper import RELEASE
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


def a_paper(world):
    """Made for the only one who may ask."""
    found = a_release(world)
    if not MadePaper.objects.filter(release=found["pk"]).exists():
        ask_for_paper(RELEASE, Release.objects.get(**found), by=world.opcc, at=world.now)
        make_paper(MadePaper.objects.get(release=found["pk"]), at=world.now)
    return found | {"part": 1}


ROWS = {
    "releases": Row(who=OPCC),
    "new_release": Row(who=OPCC),
    "release": Row(who=OPCC, kwargs=a_release),
    "release_xlsx": Row(who=OPCC, kwargs=a_release),
    "release_pdf": Row(who=OPCC, kwargs=a_release),
    "release_paper": Row(who=OPCC, kwargs=a_release),
    "release_paper_file": Row(who=OPCC, kwargs=a_paper),
    "disclosure_rule": Row(who=OPCC),
}
