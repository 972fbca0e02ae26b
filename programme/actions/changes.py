"""Who is told that a session or a group has changed; and topics that move on with it."""

from accounts.roles import Role
from alerts.actions import raise_alert
from alerts.audiences import Audience, Recipient
from alerts.kinds import Kind
from programme.agreeing import due_anew
from programme.models import Session, Visit
from programme.reading import on_the_register
from programme.topics import deal
from referrals.models import Referral
from timescales.working_time import LONDON

from .catching_up import look_after_visits
from .reminders import say_it_changed


def tell_of_change(session, words, *, occasion="", by, at):
    """The facilitators hear of the session; the ISS of each man expected, because she may count on where he is; of a man
    of another group who was to catch up there, his own facilitators too.

    ``occasion``: what he himself is told, if he wants to be told anything (texts.occasions).
    """
    to = [Audience.SESSION_FACILITATORS, Audience.MY_TIME_MANAGERS]
    raise_alert(Kind.SESSION_CHANGED, about=session, to=to, because=words, at=at, by=by)
    day = f"Session of {in_words(session.starts_at)}. {words}"
    visitors = set(Visit.objects.coming_to(session).values_list("referral", flat=True))
    expected = list(Referral.objects.filter(pk__in=on_the_register(session)).order_by("pk"))
    if occasion:
        say_it_changed(session, expected, occasion=occasion, at=at)
    for referral in expected:
        key = f"session_changed:{session.pk}:{referral.pk}:{at.isoformat()}"
        raise_alert(
            Kind.SESSION_CHANGED,
            about=referral,
            to=[Audience.ISS, *([Audience.FACILITATORS] if referral.pk in visitors else [])],
            because=day,
            key=key,
            at=at,
        )


def tell_leads(group, people, words, *, by, at):
    """Those who lead a group hear who leads it from now on, or for a time."""
    recipients = [
        Recipient(person, group.name, group.get_absolute_url())
        for person in dict.fromkeys(people)
        if person.is_active and person.role == Role.FACILITATOR
    ]
    raise_alert(Kind.SESSION_CHANGED, about=group, to=recipients, because=words, at=at, by=by)


def in_words(moment):
    return f"{moment.astimezone(LONDON):%-d %B %Y}"


def deal_topics(group, *, at):
    """Give the sessions to come their topics in order, after the last that was held. What is past keeps its own."""
    topics = list(group.version.topics.order_by("number"))
    if not topics:
        _look_after_men(group, at=at)
        return
    kept = group.sessions.exclude(state=Session.State.CANCELLED).select_related("topic", "second_topic")
    past = kept.filter(starts_at__lte=at, topic__isnull=False).order_by("-starts_at", "-pk").first()
    coming = list(kept.filter(starts_at__gt=at, state=Session.State.PLANNED).order_by("starts_at", "pk"))
    lengths = [2 if session.second_topic_id else 1 for session in coming]
    after = past and (past.second_topic or past.topic)
    changed = []
    for session, dealt in zip(coming, deal(topics, after=after, lengths=lengths), strict=True):
        second = dealt[1] if len(dealt) > 1 else None
        if (session.topic, session.second_topic) == (dealt[0], second):
            continue
        session.topic, session.second_topic = dealt[0], second
        session.high_emotion = any(topic.high_emotion for topic in dealt)
        session.revision += 1
        changed.append(session)
    Session.objects.bulk_update(changed, ["topic", "second_topic", "high_emotion", "revision"])
    _look_after_men(group, at=at)


def _look_after_men(group, *, at):
    """What rests on the plan of the group follows it."""
    look_after_visits(group, at=at)
    due_anew(group, at=at)
