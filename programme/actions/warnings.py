"""A session expected to stir strong feelings is coming: the ISS is told beforehand."""

from django.db import transaction
from django.utils.timezone import localtime

from alerts.actions import raise_alert
from alerts.audiences import Audience
from alerts.kinds import Kind
from programme.models import Enrolment


@transaction.atomic
def warn_beforehand(session, *, at):
    """Tell the ISS of each man expected; how many alerts were raised. Telling again raises none, unless the
    session has been moved to another day."""
    raised = 0
    for enrolment in Enrolment.objects.expected_at(session).select_related("referral"):
        alert = raise_alert(
            Kind.HIGH_EMOTION,
            about=enrolment.referral,
            to=[Audience.ISS],
            because=f"Session of {localtime(session.starts_at):%-d %B %Y}.",
            key=f"high_emotion:{session.pk}:{enrolment.referral_id}:{session.starts_at:%Y%m%d}",
            at=at,
        )
        raised += alert is not None
    return raised
