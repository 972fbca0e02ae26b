"""Groups that change, the calendar, programme versions, venues and days off."""

from datetime import timedelta

from programme.actions import close_days, cover_lead
from programme.models import Closure, LeadCover, ProgrammeVersion, Topic, Venue

from .policy import FACILITATORS, Row
from .rows_programme import ALL_AREAS, theirs
from .rows_referrals import of_the_area

KEEPERS = frozenset({"manager", "administrator"})
EVERY_FACILITATOR = FACILITATORS | {"manager"}


def a_cover(world):
    """Cover of the pair by the facilitator of another area, who is a woman."""
    cover = LeadCover.objects.first()
    if cover is None:
        day = world.now.date() + timedelta(days=300)
        cover = cover_lead(
            world.the_group,
            away=world.second_facilitator,
            covered_by=world.other_facilitator,
            from_date=day,
            to_date=day,
            by=world.manager,
            at=world.now,
        )
    return {"pk": cover.pk}


def a_closure(world):
    closure = Closure.objects.first()
    if closure is None:
        day = world.now.date() + timedelta(days=400)
        close_days(from_date=day, to_date=day, because="Works", by=world.manager, at=world.now)
        closure = Closure.objects.get()
    return {"pk": closure.pk}


def a_version(world):
    return {"pk": ProgrammeVersion.objects.get(name="16-week programme").pk}


def a_topic(world):
    return {"pk": Topic.objects.filter(version__name="16-week programme").first().pk}


def of_keepers(kwargs=lambda world: {}, **row):
    return Row(who=KEEPERS, kwargs=kwargs, **row)


ROWS = {
    "change_group": theirs("the_group"),
    "cover_lead": theirs("the_group"),
    "end_cover": Row(
        who=frozenset({"facilitator", "manager"}),
        hidden_from=frozenset({"other_facilitator"}),
        kwargs=a_cover,
        method="post",
        status=302,
    ),
    "merge_sessions": theirs("future_session"),
    "move_him": of_the_area("programme"),
    "calendar": ALL_AREAS,
    "my_feed": ALL_AREAS,
    # Nobody has an address yet
    "end_feed": Row(hidden_from=EVERY_FACILITATOR, method="post"),
    # Whoever has the secret; without one that is known there is no such page
    "feed": Row(public=True, status=404, kwargs=lambda world: {"secret": "unknown"}),
    "versions": of_keepers(),
    "version": of_keepers(a_version),
    "new_version": of_keepers(),
    "stop_version": of_keepers(a_version),
    "add_topic": of_keepers(a_version),
    "change_topic": of_keepers(a_topic),
    "remove_topic": of_keepers(a_topic, method="post", status=302),
    "venues": of_keepers(),
    "new_venue": of_keepers(),
    "change_venue": of_keepers(lambda world: {"pk": Venue.objects.first().pk}),
    "days_off": of_keepers(),
    "close_days": of_keepers(),
    "reopen_days": of_keepers(a_closure, method="post", status=302),
}
