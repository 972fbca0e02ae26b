"""The mail of a password reset: made and sent by a worker, so that nobody hears from the time an answer takes whether an
address is known. What goes through Redis is a number; the link is made where it is sent.
"""

import logging

from allauth.account import app_settings
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from kombu.exceptions import OperationalError

from accounts.acting import one_act
from accounts.models import User
from audit.trail import record

PARTS = ("subject", "message")
logger = logging.getLogger(__name__)


@one_act
def ask_for_reset(person, *, at):
    from .tasks import send_reset

    record("password.reset_asked", person, by=None, at=at)

    def ring():
        try:
            send_reset.apply_async((person.pk,), ignore_result=True, retry=False)
        except (OperationalError, OSError):
            logger.warning("No worker could be woken: a reset is sent at once.")
            send(person.pk)

    transaction.on_commit(ring)


def send(person_id):
    """The link works once, for an hour."""
    person = User.objects.working().filter(pk=person_id).first()
    if person is None:
        return
    token = app_settings.PASSWORD_RESET_TOKEN_GENERATOR().make_token(person)
    key = {"uidb36": user_pk_to_url_str(person), "key": token}
    link = settings.SITE_URL + reverse("account_reset_password_from_key", kwargs=key)
    words = {"password_reset_url": link}
    subject, body = (
        render_to_string(f"account/email/password_reset_key_{part}.txt", words) for part in PARTS
    )
    EmailMessage(subject.strip(), body, to=[person.email]).send()
