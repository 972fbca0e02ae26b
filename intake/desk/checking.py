"""What the single point of contact looks at before a referral is passed on."""

from dataclasses import dataclass

from django.utils.timezone import localtime

from accounts.acting import for_the_service
from intake.eligibility import criteria
from iss.models import PartnerFile
from iss.statuses import HerStatus
from referrals.eligibility import Criterion, Facts, age_on, all_so, unanswered, warnings

# What the file itself says; of the others it keeps only what was found when the form was sent
ON_FILE = frozenset(
    {
        Criterion.ADULT,
        Criterion.MEDIUM_RISK,
        Criterion.WILLING,
        Criterion.NO_STRANGULATION,
        Criterion.STRANGULATION_SIGN_OFF,
    }
)


@dataclass(frozen=True)
class Finding:
    """A criterion in force, and whether something on the referral speaks against it, or nothing is said of it."""

    criterion: Criterion
    warns: bool
    not_said: bool

    @property
    def needs_a_reason(self):
        """Strangulation has its own remedy: a manager makes the decision at assessment."""
        return self.warns and self.criterion != Criterion.STRANGULATION_SIGN_OFF


def findings(referral, *, at, in_force=None):
    """A Finding for each criterion in force at ``at``, from the file and from what the referrer's form had found.

    ``in_force``: the criteria, where they are known already.
    """
    in_force = criteria(at) if in_force is None else in_force
    facts = _facts(referral, localtime(at).date())
    against = set(warnings(facts, in_force))
    against |= {code for code in referral.eligibility_warnings if code in in_force}
    silent = ON_FILE.intersection(unanswered(facts, in_force)) - against
    return [Finding(criterion, criterion in against, criterion in silent) for criterion in in_force]


def _facts(referral, today):
    born = referral.man.date_of_birth
    return Facts(
        age=age_on(today, born) if born else referral.age_at_referral,
        plans=tuple(child.plan for child in referral.children.all()),
        risk=referral.risk_level,
        willing=all_so(referral.accepts_responsibility, referral.willing_to_change),
        strangulation=referral.strangulation,
    )


@for_the_service("who may see held details sees what the referrer said of her, until it is released")
def held_details(referral):
    """[(her file, her safe contact)] while her details are held; none once they are released to the ISS."""
    held = PartnerFile.objects.filter(referral=referral, status=HerStatus.HELD).select_related("area")
    return [(file, file.safe_contact) for file in held.order_by("pk")]
