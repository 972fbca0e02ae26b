"""Incidents and escalation: who is told, and what is owed because of it."""

from accounts.acting import one_act
from accounts.refusal import Refused
from alerts.kinds import Kind
from audit.trail import record
from iss.actions import owe_reassessment
from iss.models import Because, PartnerFile
from joint.incidents.patterns import look_for_patterns
from joint.incidents.told import tell
from joint.models import Incident, Reporter
from joint.pairing import services_of
from referrals.statuses import Status
from timescales import clocks
from timescales.promises import Promise

from .words import SHARING_STOPPED

AT_THE_TABLE = (Status.PENDING, Status.SUITABLE, Status.ON_PROGRAMME, Status.ON_HOLD)
# What a correction may change, and what stays as it was
FACTS = (
    "happened_date",
    "what",
    "source",
    "police",
    "police_reference",
    "children_present",
    "child_at_risk",
    "immediate_safety",
    "shared",
)


@one_act
def report_incident(referral, *, side, happened_date, what, shared=False, by, at, **fields):
    """An incident or escalation. What the ISS reports reaches My Time only when the ISS shares it.

    The risk is reviewed together where both sides know of it, and the DASH gone through again with her.
    """
    if shared and referral.sharing_stopped:
        raise Refused(SHARING_STOPPED)
    incident = Incident.objects.create(
        referral=referral,
        side=side,
        provider=by.organisation if side == Reporter.ISS else None,
        shared=shared,
        happened_date=happened_date,
        what=what,
        by=by,
        at=at,
        **fields,
    )
    tell(incident, Kind.INCIDENT, f"incident:{incident.pk}", by=by, at=at)
    _owe_a_review(incident, at=at)
    _owe_her(incident, at=at)
    look_for_patterns(referral, at=at)
    record("incident.reported", referral, by=by, at=at, side=side)
    return incident


@one_act
def correct_incident(incident, *, because, withdrawn=False, by, at, **facts):
    """A new row with what is right; the old one stays. Whoever was told is told that it has been corrected."""
    referral = incident.referral
    if facts.get("shared") and not incident.shared and referral.sharing_stopped:
        raise Refused(SHARING_STOPPED)
    if (
        Incident.objects.select_for_update(of=("self",)).filter(pk=incident.pk, corrected_by=None).first()
        is None
    ):
        raise Refused("This has been corrected by somebody else meanwhile. Look at it again.")
    if incident.withdrawn:
        raise Refused("This has been taken out: report it anew.")
    # What My Time has read it has read
    facts["shared"] = incident.shared or facts.get("shared", False)
    kept = {name: getattr(incident, name) for name in FACTS}
    corrected = Incident.objects.create(
        referral=referral,
        side=incident.side,
        provider_id=incident.provider_id,
        corrects=incident,
        corrected_because=because,
        withdrawn=withdrawn,
        by=by,
        at=at,
        **{**kept, **facts},
    )
    tell(corrected, Kind.INCIDENT_CORRECTED, f"incident:{corrected.pk}", by=by, at=at)
    if corrected.shared and not incident.shared:
        _owe_a_review(corrected, at=at)
    look_for_patterns(referral, at=at)
    record("incident.corrected", referral, by=by, at=at, side=incident.side, withdrawn=withdrawn)
    return corrected


def _owe_a_review(incident, *, at):
    """What only one provider knows is no promise on his file: its deadline would say that something happened."""
    if incident.side == Reporter.ISS and not incident.shared:
        return
    if services_of(incident.referral) or incident.referral.status in AT_THE_TABLE:
        clocks.start(incident.referral.deadlines, Promise.REVIEW_RISK, at=at)


def _owe_her(incident, *, at):
    """Her DASH is gone through again. While sharing is stopped her worker reads no more than to ask the manager."""
    referral = incident.referral
    files = PartnerFile.objects.told_of(referral)
    if incident.side == Reporter.ISS:
        files = files.filter(provider=incident.provider_id)
    hidden = incident.side == Reporter.MY_TIME and referral.sharing_stopped
    for file in files:
        owe_reassessment(file, because=Because.ASK_MANAGER if hidden else Because.INCIDENT, at=at)
