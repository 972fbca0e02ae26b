"""What a man is given of what his side holds."""

from django.db.models import Q

from audit.own_copy import Part
from programme import models as programme
from referrals import models as his
from referrals.statuses import Status

from .kept_back import EVERYWHERE, KEPT_BACK

# What was found of him before anybody told him is not told by this way either (pathway.md section 8)
NOT_YET_TOLD = Q(from_status=Status.PENDING) | Q(to_status=Status.PENDING)

PARTS = (
    Part(
        "You",
        his.Man,
        "pk",
        (
            *(
                "reference",
                "first_name",
                "last_name",
                "date_of_birth",
                "phone",
                "email",
                "address",
                "ethnicity",
            ),
            *("religion", "long_condition", "condition_limits", "additional_needs", "language"),
            *("interpreter_needed", "reminders"),
        ),
    ),
    Part(
        "Your referrals",
        his.Referral,
        "man",
        (
            *(
                "reference",
                "area",
                "source",
                "received_date",
                "abuse",
                "risk_known",
                "risk_level",
                "strangulation",
            ),
            *(
                "accepts_responsibility",
                "willing_to_change",
                "availability",
                "age_at_referral",
                "children_ages",
            ),
            *("children_count", "acknowledged_at", "contacted_at", "assessment_offered_date"),
            *("assessment_attended_date", "decision", "decision_date", "unsuitable_reason"),
            *("first_session_offered_date", "sessions_required", "sessions_attended", "completed_date"),
            *("closed_date", "close_reason", "close_note"),
        ),
        words={
            "abuse": "What the referrer wrote of the abuse",
            "risk_known": "What the referrer wrote of risk",
        },
    ),
    Part(
        "What was told with the referral",
        his.Told,
        "referral__man",
        (
            "plan_authority",
            "plan_social_worker",
            "next_meeting",
            "next_meeting_date",
            "has_orders",
            "has_agencies",
        ),
    ),
    Part("Orders", his.ProtectionOrder, "referral__man", ("kind", "until_date", "conditions")),
    Part("Agencies", his.Agency, "referral__man", ("name", "what_for", "contact")),
    Part("When you could come", his.Availability, "referral__man", ("slots",)),
    Part("Children", his.Child, "referral__man", ("first_name", "age", "plan", "plan_from")),
    Part(
        "How your referral went on",
        his.StatusChange,
        "referral__man",
        ("at", "to_status", "reason"),
        but=NOT_YET_TOLD,
    ),
    Part(
        "Contacts with you", his.ContactAttempt, "referral__man", ("at", "channel", "two_way", "note", "by")
    ),
    Part(
        "Assessments offered",
        his.AssessmentOffer,
        "referral__man",
        ("offered_date", "appointment_at", "mode", "venue", "outcome", "outcome_at"),
    ),
    Part(
        "Decisions",
        his.Decision,
        "referral__man",
        ("stage", "outcome", "at", "unsuitable_reason"),
        but=Q(outcome="provisional"),
    ),
    Part(
        "What you agreed to",
        his.Agreement,
        "referral__man",
        ("asked_date", "agreed", "form", "asked_by", "witness", "document", "at"),
    ),
    Part(
        "Back to children's services",
        his.ReferralBack,
        "referral__man",
        ("at", "because", "explained", "what_next", "acknowledged_at", "plan", "plan_at"),
    ),
    Part("Messages about you", his.Message, "referral__man", ("at", "from_referrer", "text")),
    Part(
        "What your referrer was asked",
        his.InformationRequest,
        "referral__man",
        ("asked_at", "missing", "words"),
    ),
    Part("What your referrer answered", his.InformationAnswer, "request__referral__man", ("at", "text")),
    Part(
        "Documents that came with it",
        his.AnswerDocument,
        "answer__request__referral__man",
        ("name", "document"),
    ),
    Part(
        "Questions you answered",
        his.HisMeasure,
        "referral__man",
        ("stage", "asked_date", "why_not", "note", "mode", "interpreter", "answers"),
    ),
    Part(
        "What facilitators said of how you take part", his.Rating, "referral__man", ("stage", "at", "answers")
    ),
    Part(
        "Other services",
        his.OnwardReferral,
        "referral__man",
        ("service", "referred_date", "consent", "without_consent_because"),
    ),
    Part("What came of it", his.OnwardOutcome, "onward__referral__man", ("at", "outcome")),
    Part("Your place on the programme", programme.Enrolment, "referral__man", ("group", "at", "ended_at")),
    Part(
        "Sessions",
        programme.Attendance,
        "referral__man",
        ("session", "held_date", "outcome", "minutes_late", "note"),
        also=("session__group",),
    ),
    Part(
        "Sessions put right",
        programme.Correction,
        "attendance__referral__man",
        ("at", "old", "new", "because"),
    ),
    Part("Coming back", programme.Return, "referral__man", ("at", "plan")),
    Part(
        "Catching up",
        programme.Visit,
        "referral__man",
        ("session", "state", "ended_because"),
        also=("session__group",),
    ),
    Part(
        "Work one to one",
        programme.KeyWork,
        "referral__man",
        ("planned_at", "happened_at", "mode", "state", "purpose", "note", "motivation", "willingness"),
    ),
    Part(
        "Goals",
        programme.Goal,
        "referral__man",
        ("words", "agreed_date", "review_date", "state", "ended_date", "came_of_it"),
    ),
    Part(
        "Letters to you",
        programme.Letter,
        "referral__man",
        ("kind", "heading", "words", "issued_at", "gone_how", "gone_date"),
        but=Q(issued_at=None),
    ),
)

__all__ = ["EVERYWHERE", "KEPT_BACK", "PARTS"]
