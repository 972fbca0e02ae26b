"""Send what is unsent, by the rule of ``outbox``. A mail carries a reference and a link only."""

from datetime import timedelta

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import connection
from django.db.models import BooleanField, Func, Value
from django.template.loader import render_to_string
from django.utils.timezone import localtime

from outbox.delivering import Post, deliver
from outbox.points import reach

from .channels import channel, reference
from .digests import DIGESTS
from .line import one_line
from .models import Digest, Notice

# A mail that waits longer than this is late. One that was given up is settled by an administrator, and nobody's news
LATE = timedelta(minutes=10)


def deliver_batch(*, at, now):
    """Send the mails due by ``at``, at most one batch; how many were sent. ``now()`` gives the moment of each step.

    Those of one thing go first: a mail of the day can wait for a batch.
    """
    with one_line():
        sent = deliver(MAILS, at=at, now=now)
        if not sent and Digest.objects.to_mail(at).exists():
            return deliver(DIGESTS, at=at, now=now)
    return sent


def late_mails(at):
    return Notice.objects.filter(mailed_at=None, undelivered_at=None, mail_due_at__lte=at - LATE)


def late_digests(at):
    return Digest.objects.filter(mailed_at=None, empty_at=None, undelivered_at=None, due_at__lte=at - LATE)


def mails_are_late(at):
    """Whether mail that should have gone by now has not: the worker or the mail server is down. Anybody may know."""
    with connection.cursor() as cursor:
        cursor.execute("select dvpp_mail_waits_since(%s)", [at - LATE])
        return cursor.fetchone()[0]


def whether_mails_wait_since(moment):
    """The same as a part of another question; whoever asks it meets only their own notices."""
    return Func(Value(moment), function="dvpp_mail_waits_since", output_field=BooleanField())


def _carry(notice, now):
    through, known_as = channel(), reference(notice)
    # An attempt that was cut off may have reached the provider: ask before it goes a second time.
    if notice.attempts > 1 and through.was_taken(known_as):
        return {"mailed_at": now()}
    reach("before_send")
    through.send(mail(notice), known_as)
    reach("sent")
    return {"mailed_at": now()}


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


MAILS = Post(
    Notice,
    Notice.objects.to_mail,
    {"mailed_at": None},
    _carry,
    ("alert", "person"),
    together=settings.DELIVERED_TOGETHER,
)
