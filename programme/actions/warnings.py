"""A session expected to stir strong feelings is coming: the ISS is told beforehand."""

from django.utils.timezone import localtime

from accounts.acting import one_act
from alerts.actions import raise_alert
from alerts.audiences import Audience
from alerts.kinds import Kind
from programme.reading import on_the_register
from referrals.models import Referral


@one_act
def warn_beforehand(session, *, at):
    """Tell the ISS of each man expected; how many alerts were raised. Telling again raises none, unless the
    session has been moved to another day."""
    raised = 0
    for referral in Referral.objects.filter(pk__in=on_the_register(session)).order_by("pk"):
        alert = raise_alert(
            Kind.HIGH_EMOTION,
            about=referral,
            to=[Audience.ISS],
            because=f"Session of {localtime(session.starts_at):%-d %B %Y}.",
            key=f"high_emotion:{session.pk}:{referral.pk}:{session.starts_at:%Y%m%d}",
            at=at,
        )
        raised += alert is not None
    return raised
