"""Who is reminded of a register that is due, and who is told when it is not taken."""

from django.db.models import Exists, OuterRef

from accounts.once import once_for_each
from alerts.audiences import Audience

from .models import Enrolment, Session, Visit


def owners(deadline):
    return [Audience.SESSION_FACILITATORS]


def told_of_a_miss(deadline):
    return [Audience.SESSION_FACILITATORS, Audience.MY_TIME_MANAGERS]


def is_owed(deadline):
    """A session to which nobody was expected owes no register."""
    return once_for_each(_somebody_expected, deadline.session)


def _somebody_expected(sessions):
    """{key of a session: whether}"""
    visits = Visit.objects.coming().filter(session=OuterRef("pk"))
    somebody = Exists(Enrolment.objects.expected_at_each()) | Exists(visits)
    found = Session.objects.filter(somebody, pk__in=[session.pk for session in sessions])
    owing = set(found.values_list("pk", flat=True))
    return {session.pk: session.pk in owing for session in sessions}
