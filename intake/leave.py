"""Leave to keep what is typed on one page of one draft, for as long as a session lasts at most.

It stands in the page, signed, so that a form sent after the session has ended is not lost. It lets somebody write
what they typed on that page; it lets nobody read anything. docs/decisions/0009.
"""

from django.conf import settings
from django.core import signing

from accounts.models import User

SALT = "intake.leave"


def give(user, draft, page):
    return signing.dumps([user.pk, draft.pk, page], salt=SALT)


def whose(leave, pk, page):
    """The author who was given this leave for this page; None where nobody was, or it is too old."""
    try:
        person, draft, name = signing.loads(leave, salt=SALT, max_age=settings.SESSION_COOKIE_AGE)
    except (signing.BadSignature, ValueError):
        return None
    if (draft, name) != (pk, page):
        return None
    return User.objects.filter(pk=person, is_active=True).first()
