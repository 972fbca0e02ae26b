"""What the commissioner gave to somebody outside."""

from monitoring.publishing.actions import ask_for_release
from monitoring.publishing.making import make_release

from .steps import DAY


def release_figures(people, *, at):
    release = ask_for_release(
        first_day=None,
        last_day=None,
        to_whom="Home Office",
        why="Progress of the programme, for the annual return.",
        by=people["opcc"],
        at=at - 20 * DAY,
    )
    make_release(release, at=at - 20 * DAY)
