"""Why a man cannot have a place in a group. The rules are pure; the facts of many men and groups are read at once.

Enrolling, moving him to another group and allocation all ask here, so that no way leads round a rule. A conflict is told
in the same words whoever recorded it, and without a name.
"""

from collections import defaultdict
from dataclasses import dataclass, field

from django.db import models
from django.utils.timezone import localtime

from accounts.acting import for_the_service
from referrals.models import Conflict, NonAssociation, Restriction

from .leading import Leading, is_a_pair
from .models import Enrolment
from .topics import his_versions, titles_of


class Code(models.TextChoices):
    FULL = "full", "Full"
    NOT_A_PAIR = "not_a_pair", "Not led by one man and one woman"
    WORKER = "worker", "Recorded conflict with somebody who leads it"
    MAN = "man", "Recorded conflict with a man in it"
    NOT_NAMED = "not_named", "Led by somebody who may not open his file"
    OTHER_PROGRAMME = "other_programme", "Another programme than the one he is enrolled on"
    MODULE_AFTER = "module_after", "The motivational module comes before the programme"


@dataclass(frozen=True)
class ManFacts:
    """What the rules look at of a man. ``topics``: of the version he keeps, None before he enrolled on one."""

    man: int
    not_with: frozenset = frozenset()
    not_led_by: frozenset = frozenset()
    version: int | None = None
    topics: frozenset = frozenset()
    # Of a man who is restricted: the only ones who may lead him
    led_by: frozenset | None = None


@dataclass(frozen=True)
class GroupFacts:
    """What the rules look at of a group. ``members``: ids of men who take a place; ``leads``: of all who lead it from
    now on, those who stand in included."""

    name: str
    capacity: int
    version: int
    counted: bool = True
    topics: frozenset = frozenset()
    is_pair: bool = True
    leads: frozenset = frozenset()
    members: frozenset = field(default=frozenset())


@dataclass(frozen=True)
class Reason:
    code: Code
    words: str


def reasons(man, group):
    """Every reason against this man (ManFacts) in this group (GroupFacts), none if he fits. Pure."""
    others = group.members - {man.man}
    found = []
    if len(others) >= group.capacity:
        places = "1 man" if group.capacity == 1 else f"{group.capacity} men"
        found.append(Reason(Code.FULL, f"{group.name} is full: it has {places}."))
    if not group.is_pair:
        found.append(Reason(Code.NOT_A_PAIR, f"{group.name} is not led by one man and one woman."))
    if man.not_led_by & group.leads:
        found.append(
            Reason(Code.WORKER, "There is a recorded conflict between him and somebody who leads it.")
        )
    if man.led_by is not None and not group.leads <= man.led_by:
        words = "Somebody who leads it may not open his file. A manager names them first, or choose another group."
        found.append(Reason(Code.NOT_NAMED, words))
    if man.not_with & others:
        found.append(Reason(Code.MAN, "There is a recorded conflict between him and a man in it."))
    if man.version is not None and man.version != group.version:
        found += _of_another_version(man, group)
    return found


def _of_another_version(man, group):
    if not group.counted:
        return [
            Reason(
                Code.MODULE_AFTER, "The motivational module comes before the programme: he is on it already."
            )
        ]
    if not man.topics <= group.topics:
        words = f"{group.name} runs another programme: it does not hold every session of the one he is enrolled on."
        return [Reason(Code.OTHER_PROGRAMME, words)]
    return []


def reasons_against(referral, group, *, at):
    """Why this man cannot have a place in this group at the moment: Reasons, none if he fits."""
    man = facts_of_men([referral])[referral.pk]
    return reasons(man, facts_of_groups([group], at=at)[group.pk])


@for_the_service("keys of whom a man is kept apart from, wherever they come: nobody is named")
def facts_of_men(referrals):
    """{referral id: ManFacts}; the same few queries however many."""
    men = {referral.man_id for referral in referrals}
    workers, others = defaultdict(set), defaultdict(set)
    for man, worker in Conflict.objects.in_force().filter(man__in=men).values_list("man", "worker"):
        workers[man].add(worker)
    for one, other in NonAssociation.objects.in_force().of(men).values_list("man", "other"):
        others[one].add(other)
        others[other].add(one)
    versions = his_versions(referrals)
    topics = titles_of({version.pk for version in versions.values()})
    named = _named(men)
    found = {}
    for referral in referrals:
        version = versions.get(referral.pk)
        found[referral.pk] = ManFacts(
            referral.man_id,
            frozenset(others[referral.man_id]),
            frozenset(workers[referral.man_id]),
            version.pk if version else None,
            topics[version.pk] if version else frozenset(),
            led_by=named.get(referral.man_id),
        )
    return found


def _named(men):
    """{man: keys of those who may open his file} of the men who are restricted."""
    rows = Restriction.objects.in_force().filter(man__in=men).prefetch_related("named")
    return {
        row.man_id: frozenset(one.person_id for one in row.named.all() if one.ended_at is None)
        for row in rows
    }


@for_the_service("keys of the men of a group, wherever they come from: nobody is named")
def facts_of_groups(groups, *, at):
    """{group id: GroupFacts} of groups with their version and leads; the same few queries however many."""
    groups = list(groups)
    today = localtime(at).date()
    leading = Leading(groups, today, today.max)
    topics = titles_of({group.version_id for group in groups})
    members = defaultdict(set)
    taking = Enrolment.objects.taking_a_place().filter(group__in=groups)
    for group, man in taking.values_list("group", "referral__man"):
        members[group].add(man)
    return {
        group.pk: GroupFacts(
            group.name,
            group.capacity,
            group.version_id,
            group.version.counted,
            topics[group.version_id],
            is_a_pair(group.lead_man, group.lead_woman),
            frozenset(leading.everybody(group)),
            frozenset(members[group.pk]),
        )
        for group in groups
    }
