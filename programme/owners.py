"""Who is reminded of a register that is due, and who is told when it is not taken."""

from alerts.audiences import Audience

from .models import Enrolment, Visit


def owners(deadline):
    return [Audience.SESSION_FACILITATORS]


def told_of_a_miss(deadline):
    return [Audience.SESSION_FACILITATORS, Audience.MY_TIME_MANAGERS]


def is_owed(deadline):
    """A session to which nobody was expected owes no register."""
    expected = Enrolment.objects.expected_at(deadline.session)
    return expected.exists() or Visit.objects.coming_to(deadline.session).exists()
