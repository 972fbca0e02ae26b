"""What a woman is given of what her service holds, and what is kept back with the reason."""

from audit.own_copy import Part
from iss import models as iss

PARTS = (
    Part(
        "You",
        iss.PartnerFile,
        "pk",
        (
            *(
                "reference",
                "first_name",
                "last_name",
                "relation",
                "language",
                "interpreter_needed",
                "children_note",
            ),
            *("other_support", "status", "referred_date", "contacted_at", "support_opened_at", "closed_date"),
            *(
                "closed_because",
                "imported_support",
                "satisfaction",
                "health_wellbeing",
                "everyday_life",
                "safety",
            ),
        ),
    ),
    Part(
        "How you are reached safely",
        iss.SafeContact,
        "file",
        (
            *("checked_at", "phone", "phone_whose", "email", "address", "address_kept_from", "call", "text"),
            *("voicemail", "email_safe", "post", "safe_times", "windows", "who_may_answer", "cover_name"),
            *("code_word", "checked_with"),
        ),
    ),
    Part("When somebody confirmed that it was safe", iss.SafeNow, "file", ("at", "channel", "to_talk")),
    Part(
        "Contacts with you", iss.HerContactAttempt, "file", ("at", "channel", "two_way", "she_began", "note")
    ),
    Part("How your file went on", iss.HerStatusChange, "file", ("at", "to_status")),
    Part(
        "DASH",
        iss.Dash,
        "file",
        (
            *("asked_date", "asked_by", "asked_where", "answers", "item_notes", "notes", "yes", "events"),
            *("judgement", "judgement_because", "level", "marac_recommended", "criteria"),
        ),
    ),
    Part("Why a DASH was to be gone through again", iss.DashReason, "file", ("at", "because")),
    Part(
        "MARAC",
        iss.Marac,
        "file",
        (
            *("criteria", "recommended_at", "not_referred_because", "referred_date", "consent"),
            *(
                "without_consent_because",
                "she_knows",
                "concerns",
                "asked_for",
                "heard_date",
                "agencies",
                "outcome",
            ),
        ),
    ),
    Part(
        "What the MARAC agreed",
        iss.MaracAction,
        "marac__file",
        ("what", "owner", "due_date", "done_date", "not_done_because"),
    ),
    Part("Safety plans", iss.SafetyPlan, "file", ("version", "made_date", "parts")),
    Part(
        "Your plan on paper", iss.PlanOnPaper, "file", ("asked_date", "wanted", "because", "heading", "parts")
    ),
    Part(
        "What you agreed to",
        iss.HerAgreement,
        "file",
        ("about", "asked_date", "agreed", "form", "asked_by", "witness", "document", "risk_note"),
    ),
    Part(
        "Questions you answered",
        iss.HerMeasure,
        "file",
        ("stage", "asked_date", "why_not", "note", "mode", "interpreter", "answers", "callouts"),
    ),
    Part(
        "Support",
        iss.Support,
        "file",
        ("date", "kind", "for_whom", "minutes", "meeting", "part", "help_with", "note", "withdrawn_at"),
    ),
    Part("Support put right", iss.SupportCorrection, "support__file", ("at", "was", "because", "withdrew")),
    Part("Reviews of support", iss.SupportReview, "file", ("held_date", "with_her", "changed", "outcome")),
    Part("Endings", iss.Ending, "file", ("at", "reason", "because", "offered", "not_offered_because")),
    Part("Whether you want to be told of him", iss.UpdateWish, "file", ("asked_date", "wanted", "note")),
    Part(
        "What you were told of him",
        iss.ProgressUpdate,
        "file",
        ("text", "released_at", "told_at", "channel", "told_note"),
    ),
)

_WORKING = "How the work is organised: it says nothing of her"
_HIS = "About him"
_WHO = "Which worker it was: their role is given where it matters"
_KEPT_FROM = "Whom her record is kept from among those who work here, and why: about them"
_TWICE = "Given elsewhere in the copy"
# "model" keeps back all of it, "model.column" one column
KEPT_BACK = {
    **{
        f"iss.partnerfile.{name}": _WORKING
        for name in (
            *("area", "provider", "imported", "released_at", "first_attempt_at", "measures_from"),
            *("benefits_derived", "destroyed_at"),
        )
    },
    "iss.partnerfile.referral": _HIS,
    "iss.partnerfile.worker": _WHO,
    "iss.safecontact.row": _WORKING,
    "iss.safecontact.superseded_at": _WORKING,
    "iss.safenow.until": _WORKING,
    "iss.hercontactattempt.row": _WORKING,
    "iss.herstatuschange.from_status": _TWICE,
    "iss.dash.at": _WORKING,
    "iss.dash.threshold": _WORKING,
    "iss.dashreason.answered_by": _WORKING,
    **{f"iss.marac.{name}": _WORKING for name in ("dash", "settled_at", "heard_at")},
    "iss.marac.settled_by": _WHO,
    "iss.marac.heard_by": _WHO,
    **{f"iss.maracaction.{name}": _WORKING for name in ("marac", "at", "settled_at")},
    "iss.maracaction.settled_by": _WHO,
    "iss.safetyplan.at": _WORKING,
    "iss.planonpaper.at": _WORKING,
    "iss.heragreement.document_name": _TWICE,
    "iss.heragreement.at": _WORKING,
    **{
        f"iss.hermeasure.{name}": _WORKING
        for name in ("version", "window_opens", "window_closes", "at", "row")
    },
    "iss.hermeasure.asked_by": _WHO,
    "iss.support.occasion": _WORKING,
    "iss.support.at": _WORKING,
    "iss.supportcorrection.support": _WORKING,
    "iss.supportreview.at": _WORKING,
    "iss.updatewish.at": _WORKING,
    **{f"iss.progressupdate.{name}": _WORKING for name in ("since_at", "until_at", "drafted")},
    "iss.progressupdate.released_by": _WHO,
    "iss.progressupdate.told_by": _WHO,
    # All of it
    "iss.deadline": _WORKING,
    "iss.restriction": _KEPT_FROM,
    "iss.named": _KEPT_FROM,
    "iss.glass": "Who opened her record is given from the trail",
    "iss.dashdraft": "A half-filled form, gone when it is finished",
    "iss.shownattable": _WORKING,
    "iss.herrecommendation": "What his side recommended: it came from his store",
}
EVERYWHERE = {"file": _TWICE, "by": _WHO}
