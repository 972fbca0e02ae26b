"""Who is told: each room says, for its own files, which people an audience means.

His side says "tell the ISS" and never learns who that is, nor whether there is anybody: the answer comes from the
ISS's own room, which registers it here. Imports go downwards only, so this is a table, filled when the rooms load.
"""

from collections import defaultdict
from typing import Any, NamedTuple

from django.db import models

from accounts.cover import with_cover_for_each


class Audience(models.TextChoices):
    SPOC = "spoc", "the SPOC"
    FACILITATORS = "facilitators", "the facilitators of the area"
    SESSION_FACILITATORS = "session_facilitators", "the session's facilitators"
    MY_TIME_MANAGERS = "my_time_managers", "the My Time managers"
    REFERRER = "referrer", "the social worker"
    REFERRING_TEAM = "referring_team", "the social worker's team"
    ISS = "iss", "the Integrated Support Service"
    ISS_MANAGERS = "iss_managers", "the ISS managers"
    # Who else could act, where those who were told do not answer
    MY_TIME_COLLEAGUES = "my_time_colleagues", "others at My Time who may open it"
    ISS_COLLEAGUES = "iss_colleagues", "others of the service who may open it"


class Recipient(NamedTuple):
    """A person, and the file as that person knows it: reference and the page to open."""

    person: Any
    reference: str
    path: str


_RESOLVERS: dict = defaultdict(dict)


def resolves(model_label, audience):
    """Register ``resolver(about, at) -> iterable of Recipient`` for files of a model such as ``referrals.referral``."""

    def register(resolver):
        # By its word too: a member of an enumeration is found under its name alone
        _RESOLVERS[model_label][audience] = _RESOLVERS[model_label][audience.value] = resolver
        return resolver

    return register


def people(about, audiences, *, at):
    """Every recipient of the audiences for this file, each person once."""
    resolvers = _resolvers(about)
    found = {}
    for audience in audiences:
        for recipient in resolvers[audience](about, at):
            found.setdefault(recipient.person.pk, recipient)
    return list(found.values())


def _resolvers(about):
    return _RESOLVERS[about._meta.concrete_model._meta.label_lower]


def everybody_of(about, to, *, at):
    """The Recipients named in ``to``, and those of its audiences."""
    named = [who for who in to if isinstance(who, Recipient)]
    return named + people(about, [who for who in to if not isinstance(who, Recipient)], at=at)


def with_stand_ins(recipients, *, at):
    """[(person, recipient)]: each of ``recipients`` and whoever covers for them; the same person perhaps by several."""
    covered = with_cover_for_each([recipient.person for recipient in recipients], at=at)
    return [(person, recipient) for recipient in recipients for person in covered[recipient.person.pk]]


def people_by_file(about, audiences, *, at):
    """As ``people``, but somebody who knows several files here is named for each; an audience that means nobody for
    files of this model is passed over."""
    resolvers = _resolvers(about)
    known = [resolvers[who] for who in audiences if who in resolvers]
    return [recipient for resolver in known for recipient in resolver(about, at)]
