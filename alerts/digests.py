"""One mail a day, by choice: it is made with the fact it tells, leaves by the rule of ``outbox``, and loses nothing."""

from collections import defaultdict
from datetime import datetime, time, timedelta
from hashlib import sha256

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.utils.timezone import localtime

from accounts.acting import one_act
from audit.trail import record
from outbox.delivering import Post
from outbox.points import reach
from timescales.working_time import LONDON

from .channels import channel
from .models import Digest, MailChoice
from .models.mails import OPEN
from .topics import Topic, topic_of

# Whatever is told less than this before a mail of the day waits for the next: its transaction may not have ended
CUTOFF = timedelta(minutes=10)
MOST = 50


def digests_for(kind, people, *, at):
    """{key of a person: the digest that tells them}, of those who chose one mail a day for this kind."""
    topic = topic_of(kind)
    if topic is None or not people:
        return {}
    chosen = MailChoice.objects.filter(person__in=[person.pk for person in people], topic=topic)
    # In one order, so that two who make the same ones never wait for each other
    keys = list(chosen.order_by("person").values_list("person", flat=True))
    if not keys:
        return {}
    due = next_due(at)
    day = localtime(due).date()
    Digest.objects.bulk_create(
        [Digest(person_id=key, day=day, due_at=due) for key in keys], ignore_conflicts=True
    )
    return {digest.person_id: digest for digest in Digest.objects.filter(person__in=keys, day=day)}


def next_due(at):
    """When the next mail of the day leaves that what is told at ``at`` can still be in."""
    day = localtime(at + CUTOFF).date()
    due = datetime.combine(day, time(settings.DIGEST_HOUR), tzinfo=LONDON)
    if due <= at + CUTOFF:
        due = datetime.combine(day + timedelta(days=1), time(settings.DIGEST_HOUR), tzinfo=LONDON)
    return due


@one_act
def choose(person, daily, *, at):
    """``daily``: the topics of which ``person`` wants one mail a day; of all others they hear at once.

    What waits for a mail of the day already stays in it.
    """
    daily = {Topic(topic) for topic in daily}
    MailChoice.objects.filter(person=person).exclude(topic__in=daily).delete()
    MailChoice.objects.bulk_create(
        [MailChoice(person=person, topic=topic, at=at) for topic in sorted(daily)], ignore_conflicts=True
    )
    record("mail.chosen", person, by=person, at=at, once_a_day=sorted(daily))


def hand_back(*, at):
    """What a mail of the day lists that could not be sent is mailed one by one, by the rule that holds for each."""
    return sum(_hand_back(digest, at=at) for digest in Digest.objects.given_up().order_by("pk"))


@one_act
def _hand_back(digest, *, at):
    if Digest.objects.given_up().filter(pk=digest.pk).update(handed_back_at=at) != 1:
        return 0
    return digest.notices.filter(seen_at=None, mailed_at=None).update(mail_due_at=at)


def reference(digest):
    """One a day a person, also after a restore."""
    told = f"{digest.person_id} {digest.day.isoformat()}"
    return f"dvpp-digest-{sha256(told.encode()).hexdigest()[:32]}"


def _carry(digest, now):
    through, known_as = channel(), reference(digest)
    if digest.attempts > 1 and through.was_taken(known_as):
        return {"mailed_at": now()}
    # Also since it was told something may have been closed to the person (docs/decisions/0045)
    unread = list(digest.notices.visible_to(digest.person).filter(seen_at=None).order_by("pk"))
    if not unread:
        return {"empty_at": now()}
    reach("before_send")
    through.send(mail(digest, unread), known_as)
    reach("sent")
    return {"mailed_at": now()}


def mail(digest, unread):
    """References and links, file by file; never a name, an address or a finding."""
    files = defaultdict(list)
    for notice in unread[:MOST]:
        files[notice.reference].append(f"{settings.SITE_URL}/inbox/{notice.pk}/")
    context = {
        "files": list(files.items()),
        "more": max(0, len(unread) - MOST),
        "inbox": f"{settings.SITE_URL}/inbox/",
        "choices": f"{settings.SITE_URL}/account/emails/",
    }
    number = len(unread)
    return EmailMessage(
        subject=f"{number} {'thing' if number == 1 else 'things'} to read: please sign in",
        body=render_to_string("alerts/digest.txt", context),
        to=[digest.person.email],
    )


# Each by itself: what it lists is asked for it alone, which is what it costs
DIGESTS = Post(Digest, Digest.objects.to_mail, OPEN, _carry, ("person",))
