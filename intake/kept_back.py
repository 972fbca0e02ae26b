"""A new referral of somebody who may be a man whose file is restricted: whoever checks duplicates may not know of it."""

from alerts.actions import raise_alert
from alerts.audiences import Audience
from alerts.kinds import Kind
from referrals.likeness import describe, find
from referrals.models import Man, Restriction


def tell_if_he_may_be_kept_back(received, *, at):
    """The managers hear, and compare the two; part of the act that receives it."""
    restricted = Man.objects.filter(pk__in=Restriction.objects.in_force().values("man"))
    if not restricted.exists():
        return
    if find(describe(received.man), among=restricted, but=received.man, most=1):
        raise_alert(
            Kind.MAY_BE_RESTRICTED, about=received, to=[Audience.MY_TIME_MANAGERS], because=COMPARE, at=at
        )


COMPARE = (
    "Look for duplicates today. If he is the same man, make the two one: the restriction then holds for both."
)
