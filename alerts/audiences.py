"""Who is told: each room says, for its own files, which people an audience means.

His side says "tell the ISS" and never learns who that is, nor whether there is anybody: the answer comes from the
ISS's own room, which registers it here. Imports go downwards only, so this is a table, filled when the rooms load.
"""

from dataclasses import dataclass

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


@dataclass(frozen=True)
class Recipient:
    """A person, and the file as that person knows it: reference and the page to open."""

    person: object
    reference: str
    path: str


_RESOLVERS = {}


def resolves(model_label, audience):
    """Register ``resolver(about, at) -> iterable of Recipient`` for files of a model such as ``referrals.referral``."""

    def register(resolver):
        _RESOLVERS[model_label, audience] = resolver
        return resolver

    return register


def people(about, audiences, *, at):
    """Every recipient of the audiences for this file, each person once."""
    label = about._meta.concrete_model._meta.label_lower
    found = {}
    for audience in audiences:
        for recipient in _RESOLVERS[label, Audience(audience)](about, at):
            found.setdefault(recipient.person.pk, recipient)
    return list(found.values())


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
    label = about._meta.concrete_model._meta.label_lower
    known = [_RESOLVERS[label, who] for who in audiences if (label, who) in _RESOLVERS]
    return [recipient for resolver in known for recipient in resolver(about, at)]
