"""Groups: opened, changed, and led by somebody else for a time."""

from datetime import timedelta

from django.utils.timezone import localtime

from accounts.acting import one_act
from accounts.refusal import Refused
from accounts.roles import Role
from audit.trail import record
from programme.fitting import facts_of_groups, facts_of_men
from programme.leading import is_a_pair
from programme.models import Group, LeadCover, Session, Venue
from programme.occupancy import clashes, locked
from programme.reading import short_moment
from referrals.models import Referral

from .changes import tell_leads

A_PAIR = "A group is led by one man and one woman. Choose a man and a woman."
ALONE = "A programme for one man alone has one place."


@one_act
def open_group(*, new_venue=None, by, at, **fields):
    """Make a group. Its leads must be one man and one woman. ``new_venue``: fields of a new one."""
    _refuse_name(fields["name"])
    if new_venue:
        fields["venue"] = Venue.objects.create(area=fields["area"], **new_venue)
    if fields["version"].one_to_one:
        fields["capacity"] = 1
    group = Group(**fields)
    if not is_a_pair(group.lead_man, group.lead_woman):
        raise Refused(A_PAIR)
    group.save()
    record("group.opened", group, by=by, at=at)
    return group


def _refuse_name(name, *, but=None):
    if Group.objects.filter(name__iexact=name).exclude(pk=but).exists():
        raise Refused(f"There is already a group called {name}. Choose another name.")


@one_act
def change_group(group, *, by, at, **fields):
    """Change where it meets, who leads it, its language, room, places or name. Its programme and its slot stay.

    Refused where it would have more men than places, or a room or a person twice at a session to come.
    """
    was = group
    people = [fields[name] for name in ("lead_man", "lead_woman") if name in fields]
    group = locked([group], *people)[group.pk]
    _refuse_name(fields.get("name", group.name), but=group.pk)
    before = {group.lead_man, group.lead_woman}
    for name, value in fields.items():
        setattr(group, name, value)
    if not is_a_pair(group.lead_man, group.lead_woman):
        raise Refused(A_PAIR)
    if group.version.one_to_one and group.capacity != 1:
        raise Refused(ALONE)
    if group.places_left() < 0:
        raise Refused(f"{was} has more men than that. Move somebody to another group first.")
    list(Venue.objects.select_for_update(no_key=True).filter(pk=group.venue_id).values_list("pk"))
    _refuse_clashes(group, at=at)
    group.save(update_fields=list(fields))
    _tell_of_new_leads(group, before, by=by, at=at)
    record("group.changed", group, by=by, at=at, changed=sorted(fields))


def _refuse_clashes(group, *, at, first=None, last=None):
    """Of its sessions to come, from one day to another where they are given."""
    _refuse_whoever_may_not_know_them(group, at=at)
    coming = group.sessions.filter(state=Session.State.PLANNED, starts_at__gt=at)
    if first:
        coming = coming.filter(starts_at__date__gte=first, starts_at__date__lte=last)
    moments = dict(coming.values_list("starts_at", "pk"))
    for moment, reason in clashes(group, moments, but=moments.values()):
        raise Refused(f"{short_moment(moment)} is not free: {reason}.")


def _refuse_whoever_may_not_know_them(group, *, at):
    """Whoever leads knows who is in the room. That somebody is restricted is not said: whoever asks may not know it."""
    facts = facts_of_groups([group], at=at)[group.pk]
    men = facts_of_men(Referral.objects.filter(man__in=facts.members, enrolments__ended_at=None))
    for man in men.values():
        if man.led_by is not None and not facts.leads <= man.led_by:
            raise Refused("This group cannot be led so. Ask a My Time manager who else could lead it.")


def _tell_of_new_leads(group, before, *, by, at):
    now = {group.lead_man, group.lead_woman}
    if now != before:
        words = f"{group} is led by {group.lead_man} and {group.lead_woman} from now on."
        tell_leads(group, sorted(before | now, key=lambda person: person.pk), words, by=by, at=at)


@one_act
def cover_lead(group, *, away, covered_by, from_date, to_date, by, at):
    """Somebody leads in the place of one of the pair, both days included. The pair stays one man and one woman."""
    group = locked([group], covered_by)[group.pk]
    pair = (group.lead_man, group.lead_woman)
    if away not in pair:
        raise Refused(f"{away} does not lead {group}.")
    if covered_by in pair:
        raise Refused(f"{covered_by} leads {group} already: choose somebody else.")
    if covered_by.sex != away.sex:
        sex = away.get_sex_display().lower()
        raise Refused(f"A group is led by one man and one woman: a {sex} covers for {away}.")
    if covered_by.role != Role.FACILITATOR or not covered_by.is_active:
        raise Refused("Choose a facilitator.")
    if to_date < localtime(at).date():
        raise Refused("Choose days to come.")
    if group.covers.filter(away=away, from_date__lte=to_date, to_date__gte=from_date).exists():
        raise Refused(f"Somebody covers for {away} in those days already.")
    cover = LeadCover.objects.create(
        group=group, away=away, covered_by=covered_by, from_date=from_date, to_date=to_date, by=by, at=at
    )
    _refuse_clashes(group, at=at, first=from_date, last=to_date)
    words = f"{covered_by} leads {group} in place of {away}, {_days(from_date, to_date)}."
    tell_leads(group, [covered_by, *pair], words, by=by, at=at)
    record("group.covered", group, by=by, at=at, away=away.pk, covered_by=covered_by.pk)
    return cover


def _days(first, last):
    if first == last:
        return f"on {first:%-d %B %Y}"
    return f"from {first:%-d %B %Y} to {last:%-d %B %Y}"


@one_act
def end_cover(cover, *, by, at):
    """Take cover back: all of it, or what is left of it where it has begun."""
    group = locked([cover.group])[cover.group_id]
    today = localtime(at).date()
    if cover.to_date < today:
        raise Refused("That is past: it stays as it was.")
    if cover.from_date < today:
        LeadCover.objects.filter(pk=cover.pk).update(to_date=today - timedelta(days=1))
    else:
        LeadCover.objects.filter(pk=cover.pk).delete()
    _refuse_clashes(group, at=at)
    words = f"{cover.away} leads {group} again: {cover.covered_by} no longer covers."
    tell_leads(group, [cover.away, cover.covered_by], words, by=by, at=at)
    record("group.cover_ended", group, by=by, at=at, away=cover.away_id)
