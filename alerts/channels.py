"""Who carries a mail: GOV.UK Notify where it has a template for mails, else the mail server.

Notify can be asked what it has under a reference. A mail server cannot: there the reference is the Message-ID, the same
for every attempt, by which the receiving side drops a double; where the server's log can be asked, it is.
"""

from hashlib import sha256
from smtplib import SMTPRecipientsRefused

import requests
from django.conf import settings

from outbox.failures import Away, Declined, Failed
from outbox.notify import Notify

from .line import line

LOG_TIMEOUT_SECONDS = 10


def reference(notice):
    """Follows from what is told and to whom, not from the row's number alone: after a restore it means no other mail."""
    told = f"{notice.alert.key} {notice.person_id} {notice.pk}"
    return f"dvpp-notice-{sha256(told.encode()).hexdigest()[:32]}"


def channel():
    through_notify = settings.NOTIFY_API_KEY and settings.NOTIFY_EMAIL_TEMPLATE
    return ByNotify() if through_notify else ByMailServer()


class ByNotify:
    def __init__(self):
        self.notify = Notify()

    def was_taken(self, reference):
        return bool(self.notify.was_taken(reference))

    def send(self, message, reference):
        self.notify.mail(message.to[0], message.subject, message.body, reference)


class ByMailServer:
    """Or the folder that stands for one."""

    def was_taken(self, reference):
        if not settings.MAIL_LOG_URL:
            return False
        asked = {"reference": message_id(reference)}
        try:
            answer = requests.get(settings.MAIL_LOG_URL, params=asked, timeout=LOG_TIMEOUT_SECONDS)
        except requests.RequestException as problem:
            raise Failed(f"The log of mails: {type(problem).__name__}") from None
        if answer.status_code not in (200, 404):
            raise Failed(f"The log of mails answered {answer.status_code}")
        return answer.status_code == 200

    def send(self, message, reference):
        message.extra_headers["Message-ID"] = message_id(reference)
        with line() as to_server:
            try:
                message.connection = to_server.opened()
            except OSError as problem:
                raise Away(type(problem).__name__) from None
            try:
                message.send()
            except SMTPRecipientsRefused as problem:
                for_good = all(code >= 500 for code, _ in problem.recipients.values())
                raise (Declined if for_good else Failed)("The address was refused") from None
            except OSError as problem:  # smtplib's errors included, and a full disk
                raise Failed(type(problem).__name__) from None


def message_id(reference):
    domain = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].rstrip("> ")
    return f"<{reference}@{domain}>"
