"""Send what is unsent: claim by a committed lease, send with the notice's own number, mark as sent."""

import logging
from datetime import timedelta

from django.conf import settings
from django.core.mail import EmailMessage
from django.db.models import F
from django.template.loader import render_to_string
from django.utils.timezone import localtime

from accounts.identity import SYSTEM, acting_as

from .models import Notice

logger = logging.getLogger(__name__)

BATCH = 50
# A mail that waits longer than this is late; one that has waited for days is a bad address, and nobody's news.
LATE, OLD = timedelta(minutes=10), timedelta(days=1)
LEASE = timedelta(minutes=2)
LONGEST_WAIT = timedelta(hours=1)


def deliver_batch(*, at, now):
    """Send up to ``BATCH`` mails due by ``at``; how many were sent. ``now()`` gives the moment after each send.

    One bad address never stops the rest: its row waits longer after every failure.
    """
    sent = 0
    for notice in _claim(at):
        try:
            mail(notice).send()
        except OSError as problem:  # what a mail server or a full disk raises, smtplib's errors included
            _wait(notice, at=at, problem=problem)
        else:
            Notice.objects.filter(pk=notice.pk).update(mailed_at=now(), lease_until=None, last_error="")
            sent += 1
    return sent


def mails_are_late(at):
    """Whether mail that should have gone by now has not: the worker or the mail server is down."""
    return Notice.objects.filter(mailed_at=None, mail_due_at__range=(at - OLD, at - LATE)).exists()


def _claim(at):
    with acting_as(SYSTEM):
        rows = Notice.objects.to_mail(at).select_for_update(skip_locked=True, of=("self",))[:BATCH]
        ids = [row.pk for row in rows]
        Notice.objects.filter(pk__in=ids).update(lease_until=at + LEASE, attempts=F("attempts") + 1)
        return list(Notice.objects.filter(pk__in=ids).select_related("alert", "person").order_by("pk"))


def _wait(notice, *, at, problem):
    wait = min(LONGEST_WAIT, timedelta(minutes=2**notice.attempts))
    Notice.objects.filter(pk=notice.pk).update(lease_until=at + wait, last_error=type(problem).__name__)
    logger.warning("A mail could not be sent; it will be tried again.")


def mail(notice):
    """A reference and a link, and by when to expect contact: never a name, an address or a finding."""
    expect_by = notice.alert.expect_by
    context = {
        "notice": notice,
        "link": settings.SITE_URL + f"/inbox/{notice.pk}/",
        "expect_by": f"{localtime(expect_by):%-d %B %Y at %H:%M}" if expect_by else "",
    }
    return EmailMessage(
        subject=f"{notice.reference}: please sign in",
        body=render_to_string("alerts/mail.txt", context),
        to=[notice.person.email],
        headers={"X-Notice": str(notice.pk)},
    )
