"""Home, timescales, the trail, the figures."""

from timescales.models import PromiseRule

from .policy import EVERYBODY, Row

ADMINISTRATOR = frozenset({"administrator"})

ROWS = {
    "home": Row(who=EVERYBODY),
    "timescales": Row(who=ADMINISTRATOR),
    "timescale": Row(who=ADMINISTRATOR, kwargs=lambda world: {"promise": "contact_him"}),
    "withdraw_timescale": Row(
        who=ADMINISTRATOR,
        kwargs=lambda world: {"pk": PromiseRule.objects.first().pk},
        method="post",
        status=302,
    ),
    "trail": Row(who=frozenset({"dpo"})),
    "figures": Row(who=frozenset({"manager", "iss_manager", "other_iss_manager", "opcc"})),
}
