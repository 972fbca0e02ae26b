"""An alert that nobody acknowledges reaches the next person, and the next, at the minutes of its ladder."""

from django.apps import apps
from django.db import transaction
from django.urls import reverse

from accounts.acting import one_act
from accounts.cover import with_cover
from accounts.models import Organisation, User
from accounts.roles import Role
from audit.trail import record
from timescales.words import span

from .actions import raise_alert, ring
from .audiences import Audience, Recipient, people_by_file, with_stand_ins
from .climbing import notice_to
from .kept_back import without_closed
from .kinds import Kind
from .models import Climb, Next, Notice

Kinds = Organisation.Kind

# Who is meant by a rung, by the kind of organisation that climbs. Children's services have no managers here: after
# the team, the administrators ring them.
_NEXT = {
    (Kinds.MY_TIME, Next.COLLEAGUES): [Audience.MY_TIME_COLLEAGUES],
    (Kinds.MY_TIME, Next.MANAGERS): [Audience.MY_TIME_MANAGERS],
    (Kinds.ISS_PROVIDER, Next.COLLEAGUES): [Audience.ISS_COLLEAGUES],
    (Kinds.ISS_PROVIDER, Next.MANAGERS): [Audience.ISS_MANAGERS],
    (Kinds.CHILDRENS_SERVICES, Next.COLLEAGUES): [Audience.REFERRING_TEAM],
}


@one_act
def climb_on(climb, *, at):
    """Tell whoever is next by ``at``, every rung that is due once; how many rungs."""
    rungs = list(climb.rule.rungs.all())
    due = [rung for rung in rungs if rung.step > climb.step and rung.due(climb.started_at) <= at]
    if not due:
        return 0
    ahead = next((rung.due(climb.started_at) for rung in rungs if rung.step > due[-1].step), None)
    claim = Climb.objects.due(at).filter(pk=climb.pk, step=climb.step)
    if claim.update(step=due[-1].step, next_at=ahead) != 1:
        return 0
    for rung in due:
        told = _tell_next(climb, rung, at=at)
        record("alert.climbed", climb.alert, by=None, at=at, step=rung.step, told=told)
    transaction.on_commit(ring, robust=True)
    return len(due)


def _tell_next(climb, rung, *, at):
    """Those of the rung, and whoever covers by now for those told before; how many had not been told yet."""
    if rung.audience == Next.PLATFORM:
        return _ring_them(climb, rung, at=at)
    reached = set(climb.alert.notices.values_list("person", flat=True))
    new = {}
    meant = [*_covering_now(climb, at=at), *_of_the_rung(climb, rung, at=at)]
    for person, recipient in without_closed([(each.person, each) for each in meant]):
        if person.pk not in reached:
            new.setdefault(person.pk, recipient)
    Notice.objects.bulk_create(
        notice_to(recipient.person, recipient, climb.alert, climb, at=at, told_at=at)
        for recipient in new.values()
    )
    return len(new)


def _covering_now(climb, *, at):
    """Whoever covers by now for those who were told: the cover may have been recorded after the alert."""
    told = list(climb.notices.select_related("person").order_by("pk"))
    return [
        Recipient(person, climb.reference, told[0].path)
        for person in with_cover([notice.person for notice in told], at=at)
    ]


def _of_the_rung(climb, rung, *, at):
    """Recipients with whoever covers for them, all of the organisation that climbs."""
    about = _about(climb.alert)
    audiences = _NEXT.get((climb.organisation.kind, rung.audience), [])
    found = people_by_file(about, audiences, at=at) if about and audiences else []
    return [
        Recipient(person, climb.reference, recipient.path)
        for person, recipient in with_stand_ins(found, at=at)
        if recipient.reference == climb.reference and person.organisation_id == climb.organisation_id
    ]


def _about(alert):
    """The file that an alert is about, or None where it has gone."""
    return apps.get_model(alert.about_model).objects.filter(pk=alert.about_id).first()


def _ring_them(climb, rung, *, at):
    """The administrators see no case: they read which organisation does not answer, and ring it."""
    organisation = climb.organisation
    number = f" on {organisation.phone}" if organisation.phone else ""
    because = f"Nobody at {organisation} has acknowledged an alert for {span(at - climb.started_at)}. Ring them{number}."
    page = reverse("unanswered")
    to = [
        Recipient(person, f"ALERT-{climb.alert_id}", page)
        for person in User.objects.in_role(Role.ADMINISTRATOR)
    ]
    key = f"unanswered:{climb.pk}:{rung.step}"
    raise_alert(Kind.UNANSWERED, about=organisation, to=to, because=because, key=key, at=at)
    return len(to)
