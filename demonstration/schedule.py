"""Groups of other areas, a motivational module, days closed at Christmas, and cover: what a manager keeps in order."""

from datetime import date, time

from accounts.models import Area
from programme.actions import close_days, cover_lead, open_group, plan_sessions
from programme.models import Group, ProgrammeVersion, Venue
from timescales.working_time import is_working_day

from .steps import DAY, WEEK, Steps

EVENING = time(17)
# name, area, venue (name, address, access, public transport), version, weekday, start, weeks planned
GROUPS = (
    (
        "Sandwell Monday evening",
        "Sandwell",
        (
            "Brasshouse Hall",
            "14 Canal Street, Smethwick",
            "Lift at the side door.",
            "Tram to Handsworth, then bus 89.",
        ),
        "30-week programme",
        Group.Weekday.MONDAY,
        time(18),
        30,
    ),
    (
        "Walsall Wednesday evening",
        "Walsall",
        (
            "Saddlers Rooms",
            "3 Tannery Row, Walsall",
            "Two steps; a ramp on request.",
            "Five minutes from the station.",
        ),
        "16-week programme",
        Group.Weekday.WEDNESDAY,
        time(18, 30),
        16,
    ),
    (
        "Coventry Thursday daytime",
        "Coventry",
        ("Spon Mill Centre", "8 Weavers Lane, Coventry", "Step-free.", "Buses 6 and 7 stop outside."),
        "30-week programme",
        Group.Weekday.THURSDAY,
        time(13),
        20,
    ),
    (
        "Getting ready, Thursday morning",
        "Birmingham",
        ("Digbeth Rooms", "21 Mill Row, Birmingham", "Step-free.", "Ten minutes from the station."),
        "Motivational module",
        Group.Weekday.THURSDAY,
        time(10),
        6,
    ),
)


def arrange(people, *, at):
    """Everything in it is done by a manager's own actions, from today on."""
    steps = Steps(people)
    leads = {"lead_man": people["facilitator-3"], "lead_woman": people["facilitator-4"]}
    _close_for_christmas(steps, at)
    for name, area, (venue, address, access, transport), version, weekday, starts, weeks in GROUPS:
        area = Area.objects.get(name=area)
        where = {"address": address, "access_notes": access, "public_transport": transport}
        venue, _ = Venue.objects.get_or_create(area=area, name=venue, defaults=where)
        group = open_group(
            name=name,
            area=area,
            venue=venue,
            version=ProgrammeVersion.objects.get(name=version),
            weekday=weekday,
            starts=starts,
            **leads,
            by=steps.manager,
            at=at,
        )
        plan_sessions(group, from_date=(at + DAY).date(), weeks=weeks, by=steps.manager, at=at)
    _cover(people, steps, at)


def _close_for_christmas(steps, at):
    """The days on either side of the coming new year."""
    close_days(
        from_date=date(at.year, 12, 22),
        to_date=date(at.year + 1, 1, 2),
        because="Closed at Christmas",
        by=steps.manager,
        at=at,
    )


def _cover(people, steps, at):
    """One of a pair is away for a fortnight that begins in a week: of the evening pair, unless who covers leads another
    group that evening. The evening of the pair follows from the day on which the demonstration is made."""
    away, covering = people["facilitator-2"], people["facilitator-4"]
    evenings = Group.objects.filter(lead_woman=covering, starts__gte=EVENING).values("weekday")
    groups = Group.objects.filter(lead_woman=away).exclude(weekday__in=evenings, starts__gte=EVENING)
    group = groups.order_by("-starts").first()
    day = (at + WEEK).date()
    while not is_working_day(day):
        day += DAY
    if group:
        cover_lead(
            group,
            away=away,
            covered_by=covering,
            from_date=day,
            to_date=day + 2 * WEEK,
            by=steps.manager,
            at=at,
        )
