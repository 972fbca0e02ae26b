"""What his side recommends through the ISS comes to her worker."""

from referrals.consequences import RECOMMENDED, after
from referrals.models import Decision

from .actions import take_recommendation


@after(RECOMMENDED)
def recommendation_comes(referral, *, confirmed, by, at):
    latest = referral.decisions.filter(recommendation_via=Decision.Via.ISS).order_by("-at", "-pk").first()
    if latest:
        take_recommendation(latest, by=by, at=at)
