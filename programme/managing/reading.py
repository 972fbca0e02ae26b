"""The programme as its manager looks at it: sessions, registers, groups, who leads them, and who may leave."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.db.models import Count, Max, Q
from django.db.models.functions import Coalesce
from django.utils.timezone import localtime

from programme.leading import Leading
from programme.models import Attendance, Enrolment, Group, KeyWork, Session
from programme.reading import waiting, with_places
from programme.rules import LEFT_OUT, Outcome
from referrals.models import Referral
from referrals.statuses import Status

from .leaving import Limits, Stands, signs_of

WEEKS = 8
MOST = 50


@dataclass
class Week:
    begins: object
    held: int = 0
    cancelled: int = 0
    planned: int = 0


def weeks(user, *, at):
    """The last Weeks and this one, Monday to Sunday: sessions held, cancelled by us, and still planned or unrecorded."""
    today = localtime(at).date()
    monday = today - timedelta(days=today.weekday())
    found = {start: Week(start) for start in (monday - timedelta(weeks=n) for n in range(WEEKS, -1, -1))}
    sessions = Session.objects.visible_to(user).filter(group__version__counted=True)
    first = localtime(at) - timedelta(weeks=WEEKS, days=today.weekday() + 1)
    for moment, state in sessions.filter(starts_at__gte=first).values_list("starts_at", "state"):
        day = localtime(moment).date()
        week = found.get(day - timedelta(days=day.weekday()))
        if week:
            setattr(week, state, getattr(week, state) + 1)
    return list(found.values())


def groups_by_size(user, *, at):
    """(groups with more men than places, groups with few): each [(group, men)]."""
    groups = with_places(Group.objects.visible_to(user), at=at).order_by("name")
    running = [group for group in groups if group.next_at]
    over = [(group, group.taken) for group in groups if group.taken > group.capacity]
    few = [
        (group, group.taken)
        for group in running
        if group.taken < settings.FEW_MEN <= group.capacity and group.version.counted
    ]
    return over, few


def facilitators(user, *, at):
    """[(person, sessions led in the last weeks, of how many of their own groups, men in those groups)] by name.

    Continuity: a session of one's own group that somebody else led is one that broke it.
    """
    groups = list(Group.objects.visible_to(user).select_related("lead_man", "lead_woman"))
    by_pk = {group.pk: group for group in groups}
    since = at - timedelta(weeks=WEEKS)
    leading = Leading(groups, localtime(since).date(), localtime(at).date())
    led, own, men = Counter(), Counter(), Counter()
    people = {}
    held = Session.objects.filter(group__in=groups, state=Session.State.HELD, starts_at__range=(since, at))
    for group_pk, moment in held.values_list("group", "starts_at"):
        group = by_pk[group_pk]
        for person in leading.on(group, localtime(moment).date()):
            people[person.pk] = person
            led[person.pk] += 1
        for person in (group.lead_man, group.lead_woman):
            own[person.pk] += 1
    taking = Enrolment.objects.taking_a_place().filter(group__in=groups).order_by()
    for group_pk, number in taking.values("group").annotate(n=Count("pk")).values_list("group", "n"):
        for person in (by_pk[group_pk].lead_man, by_pk[group_pk].lead_woman):
            people[person.pk] = person
            men[person.pk] += number
    rows = [(person, led[pk], own[pk], men[pk]) for pk, person in people.items()]
    return sorted(rows, key=lambda row: row[0].name)


def may_leave(user, *, at):
    """[(referral, [Sign])] of men for whom a sign holds, most signs first; up to MOST."""
    limits = Limits(**settings.LEAVING_SIGNS)
    referrals, stands = _stands(user, at=at)
    found = [(referral, signs_of(stands[referral.pk], limits)) for referral in referrals]
    found = [(referral, signs) for referral, signs in found if signs]
    found.sort(key=lambda row: (-len(row[1]), row[0].pk))
    return found, limits


def _stands(user, *, at):
    today = localtime(at).date()
    on_it = Referral.objects.visible_to(user).filter(status=Status.ON_PROGRAMME, imported=False)
    on_it = list(on_it.select_related("man", "area"))
    wait = list(waiting(user).prefetch_related(None))
    missed = set(
        Attendance.objects.filter(referral__in=on_it).missed_without_word().values_list("referral", flat=True)
    )
    late, spoken = _late_of_last_four(on_it), _last_one_to_one(on_it)
    stands = {
        referral.pk: Stands(
            None, referral.pk in missed, late[referral.pk], _days(spoken.get(referral.pk), at)
        )
        for referral in on_it
    }
    for referral in wait:
        since = referral.decision_date or referral.received_date
        stands[referral.pk] = Stands(waits_days=(today - since).days if since else None)
    return [*on_it, *wait], stands


def _late_of_last_four(referrals):
    """{referral id: how often late at his last four recorded sessions}."""
    rows = Attendance.objects.filter(referral__in=referrals, makes_up=None, session__group__isnull=False)
    rows = rows.exclude(outcome__in=LEFT_OUT).order_by("referral", "-session__starts_at")
    latest = defaultdict(list)
    for pk, outcome in rows.values_list("referral", "outcome"):
        if len(latest[pk]) < 4:
            latest[pk].append(outcome)
    return Counter({pk: outcomes.count(Outcome.LATE) for pk, outcomes in latest.items()})


def _last_one_to_one(referrals):
    """{referral id: moment of the last one-to-one contact, or of his enrolment where there was none}."""
    enrolled = Enrolment.objects.filter(referral__in=referrals, ended_at=None).order_by()
    held = Max("referral__key_work__happened_at", filter=Q(referral__key_work__state=KeyWork.State.HELD))
    return dict(
        enrolled.values("referral").annotate(last=Coalesce(held, Max("at"))).values_list("referral", "last")
    )


def _days(moment, at):
    return (at - moment).days if moment else None
