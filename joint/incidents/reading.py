"""The incidents of a man as one person may read them."""

from accounts.roles import Permission
from joint.models import Incident, Reporter, Side
from joint.pairing import side_of_person


def incidents_of(referral, user):
    """As last corrected, newest first, each with its earlier versions; ``may_correct`` on those of one's own side."""
    if not user.may(Permission.CORRECT_INCIDENT):
        return []
    rows = Incident.objects.visible_to(user).standing().filter(referral=referral)
    rows = rows.select_related("by", "corrected_by", "corrects__by", "corrects__corrects__by")
    found = list(rows.order_by("-happened_date", "-pk"))
    for row in found:
        row.may_correct = may_correct(user, row)
    return found


def may_correct(user, incident):
    """Whoever reported corrects: the same side, and of the ISS the same service. Only the version that stands."""
    if incident.withdrawn or hasattr(incident, "corrected_by"):
        return False
    if user.may(Permission.TELL_INCIDENT):
        return incident.side == Reporter.CSC
    if side_of_person(user) == Side.ISS:
        return incident.side == Reporter.ISS and incident.provider_id == user.organisation_id
    return incident.side == Reporter.MY_TIME
