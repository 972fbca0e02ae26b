"""The inbox: everybody has one, and nobody looks into another's."""

from .policy import EVERYBODY, Row

OWNER = frozenset({"facilitator"})

ROWS = {
    "inbox": Row(who=EVERYBODY),
    "notice": Row(who=OWNER, hidden_from=EVERYBODY - OWNER, kwargs=lambda world: {"pk": world.notice.pk}),
    "acknowledge_notice": Row(
        who=OWNER,
        hidden_from=EVERYBODY - OWNER,
        kwargs=lambda world: {"pk": world.notice.pk},
        method="post",
        status=302,
    ),
}
