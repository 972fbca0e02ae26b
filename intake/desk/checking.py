"""What the single point of contact looks at before a referral is passed on."""

from dataclasses import dataclass

from django.db.models import Q
from django.utils.timezone import localtime

from intake.actions import likely_duplicates
from intake.eligibility import criteria
from iss.models import PartnerFile
from iss.statuses import HerStatus
from referrals.eligibility import Criterion, Facts, age_on, all_so, warnings
from referrals.models import Referral
from referrals.statuses import Status

SHOWN = 5


@dataclass(frozen=True)
class Finding:
    """A criterion in force, and whether something on the referral speaks against it."""

    criterion: Criterion
    warns: bool

    @property
    def needs_a_reason(self):
        """Strangulation has its own remedy: a manager makes the decision at assessment."""
        return self.warns and self.criterion != Criterion.STRANGULATION_SIGN_OFF


def findings(referral, *, at, in_force=None):
    """A Finding for each criterion in force at ``at``, from the file and from what the referrer's form had found.

    ``in_force``: the criteria, where they are known already.
    """
    in_force = criteria(at) if in_force is None else in_force
    against = set(warnings(_facts(referral, localtime(at).date()), in_force))
    against |= {code for code in referral.eligibility_warnings if code in in_force}
    return [Finding(criterion, criterion in against) for criterion in in_force]


def _facts(referral, today):
    born = referral.man.date_of_birth
    return Facts(
        age=age_on(today, born) if born else referral.age_at_referral,
        plans=tuple(child.plan for child in referral.children.all()),
        risk=referral.risk_level,
        willing=all_so(referral.accepts_responsibility, referral.willing_to_change),
        strangulation=referral.strangulation,
    )


def duplicates(referral):
    """Up to five likely duplicates, latest first, each with whether this referral may be merged into it."""
    return [(other, other.is_open) for other in likely_duplicates(referral)[:SHOWN]]


def how_many_alike(referrals):
    """{id of a referral: number of likely duplicates} of several referrals, in one query."""
    likeness = Q(pk__in=())
    for referral in referrals:
        man = referral.man
        if man.last_name:
            first = Q(man__date_of_birth=man.date_of_birth) | Q(man__first_name__iexact=man.first_name)
            likeness |= Q(man__last_name__iexact=man.last_name) & first
    others = Referral.objects.filter(likeness).exclude(status=Status.MERGED)
    rows = list(others.values_list("pk", "man__last_name", "man__first_name", "man__date_of_birth"))
    return {referral.pk: sum(_alike(referral, *row) for row in rows) for referral in referrals}


def _alike(referral, pk, last_name, first_name, date_of_birth):
    man = referral.man
    if pk == referral.pk or last_name.lower() != man.last_name.lower():
        return False
    born = man.date_of_birth is not None and date_of_birth == man.date_of_birth
    return born or first_name.lower() == man.first_name.lower()


def held_details(referral):
    """[(her file, her safe contact)] while her details are held; none once they are released to the ISS."""
    held = PartnerFile.objects.filter(referral=referral, status=HerStatus.HELD).select_related("area")
    return [(file, file.safe_contact) for file in held.order_by("pk")]
