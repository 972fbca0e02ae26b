"""What a register costs the database: a man who came and reaches nothing with it costs next to nothing."""

from django.db import connection
from django.test.utils import CaptureQueriesContext

from programme.actions import Entry, take_register
from tests.programme.kit import CAME, men, sessions_of, six_weeks_ago
from tests.world import HOUR


def questions(world, session, present):
    with CaptureQueriesContext(connection) as asked:
        take_register(
            session,
            entries={him.pk: Entry(CAME) for him in present},
            by=world.facilitator,
            at=session.starts_at + 3 * HOUR,
        )
    return len(asked)


def test_each_man_who_came_costs_two_questions_more(world):
    """Whether her measures hang on his start: her files of him, and when he began."""
    then = six_weeks_ago(world)
    group = world.group(at=then)
    there = men(world, group, 5, at=then)
    first, second, third, *_ = sessions_of(group)
    questions(world, first, there)
    one, four = questions(world, second, there[:1]), questions(world, third, there[:4])
    assert four - one <= 3 * 2
