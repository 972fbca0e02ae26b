"""Who has his file, and how a social worker reaches them: read for many files in the same few queries."""

from collections import defaultdict
from dataclasses import dataclass, field

from django.db.models import F

from accounts.models import User
from accounts.roles import Role

from .statuses import Status

SPOC = "Single point of contact"


@dataclass(frozen=True)
class Reach:
    """``who`` has it, in words; ``people`` to call, each with a name, a phone of their own or their office's, an email."""

    who: str
    people: list = field(default_factory=list)


def reach(referrals):
    """{referral id: Reach}. A holder who no longer works there is not named: then the area's facilitators have it."""
    found = _facilitators({r.area_id for r in referrals if r.area_id})
    spocs = _spocs() if any(_with_the_spoc(r) for r in referrals) else []
    return {referral.pk: _reach(referral, found[referral.area_id], spocs) for referral in referrals}


def _reach(referral, facilitators, spocs):
    if _with_the_spoc(referral):
        return Reach(SPOC, spocs)
    holder = [person for person in facilitators if person.pk == referral.holder_id]
    if holder:
        return Reach(holder[0].name, holder)
    return Reach(f"Facilitators of {referral.area}" if referral.area_id else "Not recorded", facilitators)


def _with_the_spoc(referral):
    """Also a file that ended before it was passed on."""
    return referral.status == Status.RECEIVED or (referral.passed_on_at is None and not referral.imported)


def _facilitators(areas):
    """{area id: [people]} by name."""
    found = defaultdict(list)
    people = User.objects.in_role(Role.FACILITATOR).filter(areas__in=areas).annotate(in_area=F("areas"))
    for person in people.select_related("organisation").order_by("name", "pk"):
        found[person.in_area].append(person)
    return found


def _spocs():
    return list(User.objects.in_role(Role.SPOC).select_related("organisation").order_by("name"))
