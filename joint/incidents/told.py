"""Who is told of an incident (pathway.md section 8): each audience by its own alert, each learning what it may know."""

from alerts.actions import raise_alert
from alerts.audiences import Audience, people
from alerts.kinds import Kind
from iss.models import PartnerFile
from joint.models import Reporter

OUR_SIDE = (Audience.MY_TIME_MANAGERS, Audience.FACILITATORS)
THE_ISS = (Audience.ISS, Audience.ISS_MANAGERS)
RING = "Ring {who}: they will tell you what happened."
A_CHILD = "A child may be at risk. "


def tell(incident, kind, key, *, by, at):
    """Tell everybody of the table of an incident, or of its correction (``kind``)."""
    referral = incident.referral
    told = {"about": referral, "at": at, "by": by}
    child = A_CHILD.strip() if incident.child_at_risk else ""
    if _for_both_sides(incident):
        desk = [Audience.SPOC] if referral.passed_on_at is None and not referral.imported else []
        raise_alert(kind, to=[*OUR_SIDE, *desk], because=child, key=f"{key}:my_time", **told)
        because = (A_CHILD if child else "") + RING.format(who=_who(incident))
        raise_alert(kind, to=[Audience.REFERRER], because=because, key=f"{key}:referrer", **told)
    elif child:
        because = A_CHILD + RING.format(who=_who(incident))
        raise_alert(Kind.CHILD_AT_RISK, to=[Audience.REFERRER], because=because, key=f"{key}:child", **told)
    raise_alert(kind, to=_of_the_iss(incident, at=at), because=child, key=f"{key}:iss", **told)


def _for_both_sides(incident):
    return incident.side != Reporter.ISS or incident.shared


def _who(incident):
    """Whom to ring: the organisation that reported it."""
    organisation = incident.by.organisation
    return f"{organisation} on {organisation.phone}" if organisation.phone else str(organisation)


def _of_the_iss(incident, *, at):
    """What one provider reports of her stays with that provider: another has another woman's file."""
    if incident.side != Reporter.ISS:
        return list(THE_ISS)
    files = PartnerFile.objects.told_of(incident.referral).filter(provider=incident.provider_id)
    return [recipient for file in files for recipient in people(file, THE_ISS, at=at)]
