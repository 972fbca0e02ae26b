"""The referral is for another area than the form said."""

from accounts.acting import one_act
from accounts.refusal import Refused
from alerts.actions import raise_alert
from alerts.audiences import Audience
from alerts.kinds import Kind
from audit.trail import record
from iss.models import PartnerFile
from iss.statuses import HerStatus
from referrals.models import Referral
from referrals.statuses import Status


@one_act
def change_area(referral, *, area, because, by, at):
    """Give a referral that nobody works on yet to another area; what is held of her there by default goes with it."""
    now = Referral.objects.select_for_update(of=("self",)).select_related("area").get(pk=referral.pk)
    if now.status != Status.RECEIVED:
        raise Refused("It has been passed on already: the facilitators of the area have it.")
    if area.pk == now.area_id:
        raise Refused(f"It is for {area} already.")
    before = now.area
    Referral.objects.filter(pk=now.pk).update(area=area)
    held = PartnerFile.objects.filter(referral=now, status=HerStatus.HELD, area=before)
    held.update(area=area, provider=area.provider)
    raise_alert(
        Kind.STATUS,
        about=now,
        to=[Audience.REFERRER],
        because=f"It is with {area} now: {because}"[:500],
        at=at,
        by=by,
    )
    record("referral.area_changed", now, by=by, at=at, area=area.pk, because=because)
