"""A new partner of his: his side passes on what it may hold, and the service of her area decides behind the wall."""

from accounts.acting import one_act
from accounts.models import User
from accounts.refusal import Refused
from accounts.roles import Role
from alerts.actions import raise_alert
from alerts.audiences import Recipient
from alerts.kinds import Kind
from audit.trail import record
from iss.actions import hold_details, release
from joint.models import NewPartner
from referrals.references import new_reference


@one_act
def pass_on_new_partner(referral, *, area, heard, children=None, by, at):
    """The service of her area is told and decides. He is linked to it from now on, whatever it decides: nothing that
    his side sees changes with the decision."""
    partner = NewPartner.objects.create(
        referral=referral, area=area, provider=area.provider, heard=heard, children=children, by=by, at=at
    )
    referral.linked_providers.add(area.provider)
    people = User.objects.in_role(Role.ISS_MANAGER, Role.ISS_WORKER).of(area.provider)
    to = [Recipient(person, referral.reference, partner.get_absolute_url()) for person in people]
    raise_alert(Kind.NEW_PARTNER, about=partner, to=to, key=f"new_partner:{partner.pk}", at=at)
    record("new_partner.passed_on", referral, by=by, at=at)
    return partner


@one_act
def open_her_file(partner, *, first_name, last_name="", by, at):
    """The ISS makes her a file and contacts her as it contacts everybody: nothing is known to be safe yet."""
    file = hold_details(
        referral=partner.referral,
        reference=new_reference("ISS"),
        area=partner.area,
        provider=partner.provider,
        safe_contact={},
        first_name=first_name,
        last_name=last_name,
        relation="current",
        by=by,
        at=at,
    )
    release(file, by=by, at=at)
    _decide(partner, file=file, by=by, at=at)
    record("new_partner.file_opened", file, by=by, at=at)
    return file


@one_act
def open_no_file(partner, *, why, by, at):
    _decide(partner, why_no_file=why, by=by, at=at)
    record("new_partner.no_file", partner, by=by, at=at)


def _decide(partner, *, by, at, **decision):
    undecided = NewPartner.objects.undecided().filter(pk=partner.pk)
    if undecided.update(decided_at=at, decided_by=by, **decision) != 1:
        raise Refused("Your service has decided this already.")
