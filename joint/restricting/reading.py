"""Who may be named on a restricted file, who has to be, and which of its promises nobody named would keep."""

from dataclasses import dataclass

from django.db.models import Q
from django.utils.timezone import localtime

import iss.owners
import referrals.owners
from accounts.models import User
from accounts.roles import Role
from alerts.audiences import people
from joint.models import TableAction
from programme.leading import Leading
from programme.models import Group, Visit
from referrals.models import Referral
from referrals.statuses import Status

# From whom a restricted file is kept back unless they are named; its managers see it
KEPT_BACK = {
    "his": (Role.SOCIAL_WORKER, Role.SPOC, Role.FACILITATOR),
    "hers": (Role.ISS_WORKER,),
}


@dataclass(frozen=True)
class Kept:
    """What is restricted at once: all referrals of one man, or one file of hers."""

    file: object
    files: tuple

    @property
    def his(self):
        return isinstance(self.file, Referral)

    @property
    def roles(self):
        return KEPT_BACK["his" if self.his else "hers"]

    @property
    def whose(self):
        return self.file.man if self.his else self.file


def kept_of(file):
    """The Kept of a file, newest of a man's referrals first."""
    if not isinstance(file, Referral):
        return Kept(file, (file,))
    files = Referral.objects.filter(man=file.man_id, destroyed_at=None).exclude(status=Status.MERGED)
    return Kept(file, tuple(files.select_related("man", "area", "referrer", "team").order_by("-pk")))


def standing(kept):
    """The restriction in force, or None."""
    rows = kept.whose.restrictions.in_force().select_related("by")
    return rows.prefetch_related("named__person").first()


def past(kept):
    return kept.whose.restrictions.exclude(lifted_at=None).select_related("by", "lifted_by").order_by("-at")


def named_on(restriction):
    """Who is named, by name."""
    rows = restriction.named.filter(ended_at=None).select_related("person__organisation")
    return sorted((row.person for row in rows), key=lambda person: (person.name, person.pk))


def may_be_named(kept, *, at):
    """Whoever else would see it, now or when it goes on: by their area, team or service, or because they lead his group."""
    working = User.objects.working()
    if not kept.his:
        return working.filter(role=Role.ISS_WORKER, organisation=kept.file.provider).order_by("name")
    areas = {file.area_id for file in kept.files}
    teams = {file.team_id for file in kept.files} - {None}
    found = Q(role=Role.SPOC) | Q(role=Role.FACILITATOR, areas__in=areas - {None})
    found |= Q(role=Role.SOCIAL_WORKER, team__in=teams)
    found |= Q(role=Role.SOCIAL_WORKER, pk__in={file.referrer_id for file in kept.files} - {None})
    found |= Q(pk__in=leads(kept, at=at), role=Role.FACILITATOR)
    return working.filter(pk__in=working.filter(found).values("pk")).order_by("role", "name")


def leads(kept, *, at):
    """Keys of all who lead a group where he has a place or is to catch up, from today on, those who stand in included."""
    if not kept.his:
        return set()
    files = [file.pk for file in kept.files]
    visits = Visit.objects.coming().filter(referral__in=files).values("session__group")
    taking = Q(enrolments__referral__in=files, enrolments__ended_at=None)
    groups = Group.objects.filter(taking | Q(pk__in=visits)).distinct()
    today = localtime(at).date()
    leading = Leading(groups, today, today.max)
    return {person for group in groups for person in leading.everybody(group)}


def has_to_be_named(kept, *, at):
    """{person: why} of those without whom nobody would be safe, or nothing would be done."""
    found = {}
    people_of = User.objects.working().filter(role__in=kept.roles).in_bulk
    for person in people_of(leads(kept, at=at)).values():
        found[person] = "leads a group that he comes to, and has to know who is in the room"
    holders = {file.holder_id for file in kept.files if file.is_open} if kept.his else {kept.file.worker_id}
    for person in people_of(holders - {None}).values():
        found.setdefault(person, "holds the file")
    for person in people_of(_owners(kept)).values():
        found.setdefault(person, "has something to do that was agreed at the joint table")
    return found


def _owners(kept):
    open_ones = TableAction.objects.open()
    if kept.his:
        open_ones = open_ones.filter(referral__in=[file.pk for file in kept.files])
    else:
        open_ones = open_ones.filter(referral=kept.file.referral_id, provider=kept.file.provider_id)
    return set(open_ones.values_list("owner", flat=True))


def proposed(kept, *, at):
    """Keys of those who are named unless the manager says otherwise: who has to be, and who referred him."""
    referrers = {file.referrer_id for file in kept.files} - {None} if kept.his else set()
    may = set(may_be_named(kept, at=at).filter(pk__in=referrers).values_list("pk", flat=True))
    return {person.pk for person in has_to_be_named(kept, at=at)} | may


def nobody_keeps(kept, named, *, at):
    """The promises that run and that none of ``named`` (keys), nor a manager, would be reminded of."""
    owners = referrals.owners.owners if kept.his else iss.owners.owners
    left = []
    for file in kept.files:
        for deadline in file.deadlines.running().select_related("rule"):
            told = people(file, owners(deadline), at=at)
            if not any(one.person.pk in named or one.person.role not in kept.roles for one in told):
                left.append(deadline)
    return left
