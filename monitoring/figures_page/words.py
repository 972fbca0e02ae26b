"""The words of every number."""

from iss.statuses import SupportKind
from referrals.statuses import Source, UnsuitableReason

OUTPUTS = {
    "referrals": "Referrals",
    "individuals": "Individual men",
    "assessed": "Men assessed",
    "accepted": "Men found suitable",
    "sessions_held": "Sessions held",
    "attendances": "Attendances",
    "completed": "Men who completed",
    "partners_referred": "Partners referred to the ISS",
    "partners_supported": "Partners supported",
    "trained_assessment_and_referral": "Social workers trained in assessment and referral",
    "trained_motivating": "Social workers trained in motivating men",
}
RATES = {
    "suitable_of_referrals": "Suitable men, of all referrals",
    "suitable_of_individuals": "Suitable, of all men referred",
    "suitable_of_assessed": "Suitable, of men assessed",
    "suitable_of_decided": "Suitable, of men with a decision",
    "completed_of_suitable": "Completed, of suitable men",
    "completed_of_started": "Completed, of suitable men who started",
    "completed_of_individuals": "Completed, of all men referred",
    "completed_of_referrals": "Completed, of all referrals",
    "no_session_of_suitable": "No session, of suitable men",
}
HOW_FAR = {
    "base": "Started (one session or more)",
    "one_session": "One session",
    "under_quarter": "Under a quarter",
    "quarter_to_half": "A quarter to a half",
    "half_to_three_quarters": "A half to three quarters",
    "three_quarters_to_all": "Three quarters to nearly all",
    "all": "All sessions",
    "half_or_more": "Half or more (the last three together)",
    "still_attending": "Still attending (of those without all)",
    "dropped_out": "Dropped out (of those without all)",
    "closed_otherwise": "Closed otherwise (of those without all)",
}
GROUPS = {
    "no_sessions": "No session",
    "some_sessions": "Some sessions",
    "completed": "Completed",
    "total": "All suitable men",
}
PLACES = {"total": "All", "not_recorded": "Not recorded"}
SOURCES = dict(Source.choices)
REASONS = dict(UnsuitableReason.choices)
KINDS = dict(SupportKind.choices)
FILES = {
    "referrals": "Referrals",
    "sessions": "Sessions",
    "partners": "Partners",
    "training": "Training",
}
