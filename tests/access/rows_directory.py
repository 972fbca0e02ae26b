"""Other services, and the checker that anybody may use."""

from directory.actions import add_service
from directory.models import Service

from .policy import EVERYBODY, Row

READERS = EVERYBODY - {"dpo"}
KEEPERS = frozenset({"manager", "administrator"})


def a_service(world):
    found = Service.objects.first() or add_service(
        name="Millpond Fathers", areas=[world.area], by=world.manager, at=world.now
    )
    return {"slug": found.slug}


ROWS = {
    "checker": Row(public=True),
    "services": Row(who=READERS),
    "service": Row(who=READERS, kwargs=a_service),
    "add_service": Row(who=KEEPERS),
    "change_service": Row(who=KEEPERS, kwargs=a_service),
    "verify_service": Row(who=KEEPERS, kwargs=a_service),
    "close_service": Row(who=KEEPERS, kwargs=a_service),
}
