"""The agenda of a discussion or a review: what each side brought, in the order of what matters most."""

from joint.models import TableItem
from joint.pairing import side_of_person
from referrals.statuses import Status


def occasion_of(him):
    return TableItem.Occasion.DISCUSSION if him.status == Status.PENDING else TableItem.Occasion.REVIEW


def items_of(him, user, *, occasion=None):
    """What the person may read of what is still to be spoken about: (one's own preparation, what was brought)."""
    rows = (
        TableItem.objects.visible_to(user).filter(referral=him, occasion=occasion or occasion_of(him)).open()
    )
    found = list(rows.select_related("by", "provider").order_by("at", "pk"))
    side = side_of_person(user)
    mine = [item for item in found if item.side == side]
    return mine, [item for item in found if item.brought_at]


def by_topic(items):
    """[(topic in words, items)], risk first; topics without an item are left out."""
    return [
        (topic.label, [item for item in items if item.topic == topic])
        for topic in TableItem.Topic
        if any(item.topic == topic for item in items)
    ]
