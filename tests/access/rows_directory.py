"""Other services, and the checker that anybody may use."""

from directory.actions import add_service
from directory.models import Service
from referrals.actions import refer_on

from .policy import EVERYBODY, Row

READERS = EVERYBODY - {"dpo"}
KEEPERS = frozenset({"manager", "administrator"})


def a_service(world):
    found = Service.objects.first() or add_service(
        name="Millpond Fathers", areas=[world.area], by=world.manager, at=world.now
    )
    return {"slug": found.slug}


FOLLOWERS = frozenset({"social_worker", "colleague", "facilitator", "manager"})
STRANGERS = frozenset({"other_social_worker", "other_facilitator", "spoc"})


def an_onward_referral(world):
    him = world.unsuitable_file
    found = him.onward.first() or refer_on(
        him,
        service=Service.objects.get(**a_service(world)),
        referred_date=world.now.date(),
        consent=True,
        by=world.facilitator,
        at=world.now,
    )
    return {"pk": him.pk, "onward_pk": found.pk}


ROWS = {
    "checker": Row(public=True),
    "services": Row(who=READERS),
    "service": Row(who=READERS, kwargs=a_service),
    "add_service": Row(who=KEEPERS),
    "change_service": Row(who=KEEPERS, kwargs=a_service),
    "verify_service": Row(who=KEEPERS, kwargs=a_service),
    "close_service": Row(who=KEEPERS, kwargs=a_service),
    "refer_on": Row(
        who=FOLLOWERS, hidden_from=STRANGERS, kwargs=lambda world: {"pk": world.unsuitable_file.pk}
    ),
    "onward_outcome": Row(who=FOLLOWERS, hidden_from=STRANGERS, kwargs=an_onward_referral),
}
