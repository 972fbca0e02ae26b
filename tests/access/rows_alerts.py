"""The inbox: everybody has one, and nobody looks into another's."""

from datetime import timedelta

from alerts.ladders.actions import change_ladder
from alerts.models import LadderRule

from .policy import EVERYBODY, Row

OWNER = frozenset({"facilitator"})
ADMINISTRATOR = frozenset({"administrator"})


def a_change(world):
    valid_from = world.now + timedelta(days=3)
    rungs = [(30, "managers")]
    rule = LadderRule.objects.filter(kind="distress", valid_from=valid_from).first()
    rule = rule or change_ladder(
        "distress", rungs=rungs, valid_from=valid_from, by=world.administrator, at=world.now
    )
    return {"pk": rule.pk}


ROWS = {
    "mail_choices": Row(who=EVERYBODY),
    "inbox": Row(who=EVERYBODY),
    "notice": Row(who=OWNER, hidden_from=EVERYBODY - OWNER, kwargs=lambda world: {"pk": world.notice.pk}),
    "acknowledge_notice": Row(
        who=OWNER,
        hidden_from=EVERYBODY - OWNER,
        kwargs=lambda world: {"pk": world.notice.pk},
        method="post",
        status=302,
    ),
    "ladders": Row(who=ADMINISTRATOR),
    "ladder": Row(who=ADMINISTRATOR, kwargs=lambda world: {"kind": "distress"}),
    "withdraw_ladder": Row(who=ADMINISTRATOR, kwargs=a_change, method="post", status=302),
    "unanswered": Row(who=ADMINISTRATOR),
}
