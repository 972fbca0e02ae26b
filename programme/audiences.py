"""Who is told about a session."""

from accounts.models import User
from accounts.once import once, once_for_each
from accounts.roles import Role
from alerts.audiences import Audience, Recipient, resolves

from .leading import leads_of

SESSION = "programme.session"


def _recipients(session, people):
    return [
        Recipient(person, session.reference, session.get_absolute_url())
        for person in people
        if person.is_active
    ]


@resolves(SESSION, Audience.SESSION_FACILITATORS)
def session_facilitators(session, at):
    return _recipients(session, once_for_each(leads_of, session))


@resolves(SESSION, Audience.MY_TIME_MANAGERS)
def my_time_managers(session, at):
    return _recipients(session, once(User.objects.in_role, Role.MANAGER))


@resolves(SESSION, Audience.MY_TIME_COLLEAGUES)
def my_time_colleagues(session, at):
    return _recipients(session, User.objects.facilitators_of(session.group.area))
