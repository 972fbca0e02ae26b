"""Programme versions: made anew for the future. What men have enrolled on is never changed."""

from django.db.models import F, Q
from django.utils.timezone import localtime

from accounts.acting import one_act
from accounts.refusal import Refused
from audit.trail import record
from programme.models import Enrolment, ProgrammeVersion, Session, Topic

FIXED = "Men have enrolled on this version, so it is not changed. Make a new version from it instead."


@one_act
def add_version(*, name, valid_from, counted=True, one_to_one=False, like=None, by, at):
    """A version that groups may begin from ``valid_from`` on; with ``like``, the sessions of that one to start from."""
    if ProgrammeVersion.objects.filter(name__iexact=name).exists():
        raise Refused(f"There is already a version called {name}. Choose another name.")
    _refuse_past(valid_from, at)
    topics = list(like.topics.order_by("number")) if like else []
    version = ProgrammeVersion.objects.create(
        name=name,
        valid_from=valid_from,
        counted=counted,
        one_to_one=one_to_one,
        sessions_required=max(1, len(topics)),
    )
    Topic.objects.bulk_create(
        Topic(
            version=version,
            number=number,
            title=topic.title,
            content_area=topic.content_area,
            high_emotion=topic.high_emotion,
        )
        for number, topic in enumerate(topics, start=1)
    )
    record("version.added", version, by=by, at=at)
    return version


def _refuse_past(day, at):
    if day < localtime(at).date():
        raise Refused("A version is changed for the future: choose today or a later day.")


@one_act
def allow_catching_up(version, *, in_person, by_phone, by, at):
    """How men on this version may make up for a session beside another group's; of what is made up already nothing
    changes."""
    ProgrammeVersion.objects.filter(pk=version.pk).update(
        catch_up_in_person=in_person, catch_up_by_phone=by_phone
    )
    record("version.catching_up_changed", version, by=by, at=at, in_person=in_person, by_phone=by_phone)


@one_act
def end_version(version, *, valid_to, by, at):
    """From ``valid_to`` on no group begins it any more. Groups and men that are on it go on with it."""
    _refuse_past(valid_to, at)
    if valid_to < version.valid_from:
        raise Refused(f"It begins on {version.valid_from:%-d %B %Y}: choose that day or a later one.")
    ProgrammeVersion.objects.filter(pk=version.pk).update(valid_to=valid_to)
    record("version.ended", version, by=by, at=at, valid_to=valid_to.isoformat())


def _locked(version):
    version = ProgrammeVersion.objects.select_for_update().get(pk=version.pk)
    if Enrolment.objects.filter(version=version).exists():
        raise Refused(FIXED)
    return version


@one_act
def write_topic(version, *, topic=None, number, title, content_area, high_emotion, by, at):
    """Add a session to a version nobody has enrolled on, or change ``topic``; ``number`` is its place in the order."""
    version = _locked(version)
    if version.topics.filter(title__iexact=title).exclude(pk=topic and topic.pk).exists():
        raise Refused(
            "Two sessions of one version cannot have the same title: what he has done is told by it."
        )
    order = list(version.topics.exclude(pk=topic and topic.pk).order_by("number"))
    topic = topic or Topic(version=version)
    topic.title, topic.content_area, topic.high_emotion = title, content_area, high_emotion
    order.insert(max(0, min(number - 1, len(order))), topic)
    _number(version, order)
    record("version.changed", version, by=by, at=at, sessions=len(order))
    return topic


@one_act
def remove_topic(topic, *, by, at):
    """Take a session out of a version that nobody has enrolled on and no session is planned from."""
    version = _locked(topic.version)
    order = list(version.topics.exclude(pk=topic.pk).order_by("number"))
    if not order:
        raise Refused("A version has at least one session.")
    if Session.objects.filter(Q(topic=topic) | Q(second_topic=topic)).exists():
        raise Refused("A session of this topic has been planned already.")
    Topic.objects.filter(pk=topic.pk).delete()
    _number(version, order)
    record("version.changed", version, by=by, at=at, sessions=len(order))


def _number(version, order):
    """Number the topics 1, 2, 3 ...; as many sessions as topics are required."""
    # Out of the way first: no two may have one number at any moment.
    version.topics.update(number=F("number") + 1000)
    for number, topic in enumerate(order, start=1):
        topic.number = number
        topic.save()
    ProgrammeVersion.objects.filter(pk=version.pk).update(sessions_required=len(order))
