"""Who stands in for whom: arranged ahead, refused where the stand-in could not do the work."""

from datetime import timedelta

from django.db.models import Q
from django.utils.timezone import localtime

from accounts.acting import for_the_service, one_act
from accounts.models import Cover, User
from accounts.refusal import Refused
from accounts.roles import GRANTS, Permission, Role
from alerts.handing_over import hand_over
from audit.trail import record
from iss.cover import keep_apart_from_him, why_not_stand_in

ARRANGE_FOR_OTHERS = (Role.MANAGER, Role.ISS_MANAGER)
HISTORY = 20
# No stand-in needs this to do the work, and the fewer see it the better.
STAYS_BEHIND = {Permission.SEE_HELD_DETAILS, Permission.BREAK_GLASS}


def may_be_covered(user):
    """The people whose absence ``user`` may arrange: everybody, one's own organisation, or oneself."""
    working = User.objects.working().select_related("organisation").order_by("name")
    if user.may(Permission.MANAGE_PEOPLE):
        return working
    if user.role in ARRANGE_FOR_OTHERS:
        return working.of(user.organisation)
    return working.filter(pk=user.pk)


def may_stand_in(user):
    """The people who may be named as stand-ins by ``user``; ``why_not`` says more once both are known."""
    working = User.objects.working().select_related("organisation").order_by("name")
    return working if user.may(Permission.MANAGE_PEOPLE) else working.of(user.organisation)


def covers(user, *, day):
    """Covers that run or are to come, of the people whose absence ``user`` may arrange or who stand in."""
    mine = Q(away__in=may_be_covered(user)) | Q(covered_by=user)
    found = Cover.objects.visible_to(user).standing().filter(mine, to_date__gte=day)
    return found.select_related("away", "covered_by").order_by("from_date", "pk")


def past_covers(user, *, day):
    """The latest that are over, for whoever arranges cover for others: who stood in, and when."""
    if user.role not in (*ARRANGE_FOR_OTHERS, Role.ADMINISTRATOR):
        return []
    found = Cover.objects.visible_to(user).over(day)
    return list(found.select_related("away", "covered_by").order_by("-to_date", "-pk")[:HISTORY])


@for_the_service("whether a stand-in has worked with the other side; no man and no file is named")
def why_not(away, stand_in):
    """Why ``stand_in`` could not do the work of ``away``, or an empty string."""
    if stand_in == away:
        return "Choose somebody else: nobody covers for themselves."
    if stand_in.organisation_id != away.organisation_id:
        return f"{stand_in} works for another organisation and could not open the files."
    if not GRANTS[Role(away.role)] - STAYS_BEHIND <= GRANTS[Role(stand_in.role)]:
        return f"{stand_in} may not do everything that {away} does."
    if away.role == Role.SOCIAL_WORKER and stand_in.team_id != away.team_id:
        return f"{stand_in} is of another team and could not open the referrals."
    missing = set(away.areas.all()) - set(stand_in.areas.all())
    if stand_in.role == Role.FACILITATOR and missing:
        return f"{stand_in} does not work in {', '.join(sorted(area.name for area in missing))}."
    return why_not_stand_in(away, stand_in)


@one_act
def set_cover(*, away, covered_by, from_date, to_date, by, at):
    """While ``away`` is away, whatever they are told ``covered_by`` is told as well; what waits for an answer when it
    begins is handed over then."""
    list(User.objects.select_for_update(of=("self",)).filter(pk__in=(away.pk, covered_by.pk)).order_by("pk"))
    if to_date < from_date:
        raise Refused("The last day is before the first.")
    if to_date < localtime(at).date():
        raise Refused("These days are past.")
    reason = why_not(away, covered_by)
    if reason:
        raise Refused(reason)
    then = Cover.objects.standing().filter(from_date__lte=to_date, to_date__gte=from_date)
    if then.filter(away=covered_by).exists():
        raise Refused(f"{covered_by} is away then too.")
    if then.filter(away=away, covered_by=covered_by).exists():
        raise Refused(f"{covered_by} already covers for {away} on some of these days.")
    cover = Cover.objects.create(away=away, covered_by=covered_by, from_date=from_date, to_date=to_date)
    record("cover.set", away, by=by, at=at, covered_by=covered_by.pk)
    keep_apart_from_him(cover, by=by, at=at)
    hand_over(cover, at=at)
    return cover


@one_act
def end_cover(cover, *, by, at):
    """End a cover from today on: who was away is back. One that has not begun is taken out."""
    today = localtime(at).date()
    rows = Cover.objects.filter(pk=cover.pk)
    if cover.from_date > today:
        rows.delete()
    elif cover.from_date == today:
        rows.update(ended_at=at)
    else:
        rows.update(to_date=min(cover.to_date, today - timedelta(days=1)))
    record("cover.ended", cover.away, by=by, at=at, covered_by=cover.covered_by_id)


def also_standing_in_for(cover):
    """Those whom the one who is now away was to stand in for: a stand-in's stand-in is not told."""
    same_days = Cover.objects.standing().filter(
        covered_by=cover.away, from_date__lte=cover.to_date, to_date__gte=cover.from_date
    )
    return [str(other.away) for other in same_days.select_related("away").order_by("away__name")]
