"""One's own account, cover, and the people of the platform."""

from datetime import timedelta

from accounts.models import Cover

from .policy import EVERYBODY, Row

ADMINISTRATOR = frozenset({"administrator"})
# Who may end the cover of a facilitator: they themselves, their manager, an administrator.
ANSWERS_FOR_FACILITATOR = frozenset({"facilitator", "manager", "administrator"})


def cover(world):
    day = world.now.date()
    found, _ = Cover.objects.get_or_create(
        away=world.facilitator,
        covered_by=world.second_facilitator,
        from_date=day,
        to_date=day + timedelta(days=7),
    )
    return {"pk": found.pk}


def facilitator(world):
    return {"pk": world.facilitator.pk}


ROWS = {
    "my_account": Row(who=EVERYBODY),
    "covers": Row(who=EVERYBODY),
    "end_cover": Row(
        who=ANSWERS_FOR_FACILITATOR,
        hidden_from=EVERYBODY - ANSWERS_FOR_FACILITATOR,
        kwargs=cover,
        method="post",
        status=302,
    ),
    "people": Row(who=ADMINISTRATOR),
    "add_person": Row(who=ADMINISTRATOR),
    "person": Row(who=ADMINISTRATOR, kwargs=facilitator),
    "invite_person": Row(who=ADMINISTRATOR, kwargs=facilitator, method="post", status=302),
    "organisations": Row(who=ADMINISTRATOR),
    "add_organisation": Row(who=ADMINISTRATOR),
    "add_team": Row(who=ADMINISTRATOR),
    "area": Row(who=ADMINISTRATOR, kwargs=lambda world: {"pk": world.area.pk}),
}
