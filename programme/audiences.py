"""Who is told about a session."""

from accounts.models import User
from accounts.roles import Role
from alerts.audiences import Audience, Recipient, resolves

SESSION = "programme.session"


def _recipients(session, people):
    return [
        Recipient(person, session.reference, session.get_absolute_url())
        for person in people
        if person.is_active
    ]


@resolves(SESSION, Audience.SESSION_FACILITATORS)
def session_facilitators(session, at):
    return _recipients(session, [session.group.lead_man, session.group.lead_woman])


@resolves(SESSION, Audience.MY_TIME_MANAGERS)
def my_time_managers(session, at):
    return _recipients(session, User.objects.in_role(Role.MANAGER))
