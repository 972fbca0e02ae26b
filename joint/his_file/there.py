"""What there may be about him on the first page of his file."""

from accounts.presence import of
from joint.models import Professional, Report, RiskNote
from programme.models import Attendance
from referrals.models import Agreement, InformationRequest, Message, Referral, ReferralBack

# Incidents count over all referrals of the man
_OF_THE_MAN = """joint_incident join referrals_referral his on his.id = joint_incident.referral_id
    where his.man_id = referrals_referral.man_id"""
PLACES = {
    "messages": of(Referral, Message),
    "incidents": _OF_THE_MAN,
    "risk notes": of(Referral, RiskNote),
    "professionals": of(Referral, Professional),
    "requests": of(Referral, InformationRequest),
    "referrals back": of(Referral, ReferralBack),
    "reports": of(Referral, Report),
    "refusals": of(Referral, Agreement, "not agreed"),
    "misses": of(Referral, Attendance, "outcome = 'absent_no_contact'"),
    # Seen by managers alone
    "restricted": "referrals_restriction where man_id = referrals_referral.man_id and lifted_at is null",
    "linked": of(Referral, Referral.linked_providers.through),
}
