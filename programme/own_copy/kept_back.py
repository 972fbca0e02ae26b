"""What a man is not given of what his side holds, each with the reason; tests see that nothing is forgotten."""

_WORKING = "How the work is organised: it says nothing of him"
_WALL = "What is known of another person, or would show whether anything is"
_NOT_TOLD = "What was found of risk to others, and recommended for them: disclosure could cause serious harm"
_WHO = "Which worker it was: their role is given where it matters"
_KEPT_FROM = "Whom his record is kept from among those who work here, and why: about them"
_TWICE = "Given elsewhere in the copy"
# "model" keeps back all of it, "model.column" one column
KEPT_BACK = {
    "referrals.referral.man": _TWICE,
    "referrals.referral.linked_providers": _WALL,
    "referrals.referral.counter_allegation": _WALL,
    "referrals.referral.counter_reviewed_by_my_time": _WALL,
    "referrals.referral.counter_reviewed_by_iss": _WALL,
    **{
        f"referrals.referral.{name}": _WORKING
        for name in (
            *(
                "team",
                "status",
                "came_from",
                "imported",
                "merged_into",
                "eligibility_warnings",
                "received_at",
            ),
            *(
                "eligibility_override",
                "passed_on_at",
                "first_attempt_at",
                "hold_review_date",
                "misses_count_from",
                "destroyed_at",
                "owes",
            ),
        )
    },
    **{f"referrals.referral.{name}": _WHO for name in ("referrer", "holder", "strangulation_signed_off_by")},
    "referrals.told.plan_social_worker_contact": _WHO,
    "referrals.statuschange.from_status": _TWICE,
    "referrals.statuschange.by": _WHO,
    "referrals.availability.areas": _TWICE,
    **{
        f"referrals.decision.{name}": _NOT_TOLD
        for name in (
            *(
                "risks",
                "findings",
                "recommend_dash",
                "recommend_marac",
                "recommendation_via",
                "recommendation_who",
            ),
            *("recommendation_by_date", "recommendation_answered_at"),
        )
    },
    "referrals.decision.suggested": _TWICE,
    # Written for children's services, after a discussion with her side as well
    "referrals.decision.alternatives": _NOT_TOLD,
    "referrals.referralback.alternatives": _NOT_TOLD,
    "referrals.referralback.risks": _NOT_TOLD,
    "referrals.referralback.withdrawn_at": _WORKING,
    "referrals.agreement.document_name": _TWICE,
    "referrals.agreement.confirms": _WORKING,
    "referrals.informationrequest.answered_at": _TWICE,
    "referrals.informationrequest.withdrawn_at": _WORKING,
    "referrals.informationrequest.withdrawn_because": _WORKING,
    "referrals.informationanswer.request": _WORKING,
    "referrals.answerdocument.answer": _WORKING,
    **{
        f"referrals.hismeasure.{name}": _WORKING
        for name in ("version", "window_opens", "window_closes", "at")
    },
    "referrals.hismeasure.asked_by": _WHO,
    "referrals.rating.version": _WORKING,
    "referrals.onwardreferral.at": _WORKING,
    "referrals.onwardreferral.ask_at": _WORKING,
    "referrals.onwardreferral.asked_at": _WORKING,
    "referrals.onwardoutcome.onward": _WORKING,
    "programme.enrolment.version": _TWICE,
    "programme.enrolment.first_session": _TWICE,
    "programme.attendance.makes_up": _WORKING,
    "programme.attendance.distress_at": _WALL,
    "programme.attendance.at": _WORKING,
    "programme.correction.attendance": _WORKING,
    "programme.return.first_session": _TWICE,
    "programme.return.repeats": _WORKING,
    "programme.visit.missed": _WORKING,
    "programme.visit.at": _WORKING,
    "programme.keywork.contact": _TWICE,
    "programme.keywork.makes_up": _WORKING,
    "programme.keywork.at": _WORKING,
    **{
        f"programme.letter.{name}": _WORKING
        for name in (
            *(
                "version",
                "offer",
                "enrolment",
                "attendance",
                "change",
                "wording",
                "drafted",
                "at",
                "looked_at",
            ),
            *("gone_at", "gone_by", "dropped_because", "dropped_at", "dropped_by", "issued_by", "html", "to"),
        )
    },
    # All of it
    "referrals.deadline": _WORKING,
    "referrals.opened": _WORKING,
    "referrals.handover": _WORKING,
    "referrals.glass": "Who opened his record is given from the trail",
    "referrals.restriction": _KEPT_FROM,
    "referrals.named": _KEPT_FROM,
    "referrals.mankey": "Keys by which likely duplicates are found; they hold nothing that can be read",
    "referrals.searchword": "Keyed hashes by which a file is found; they hold nothing that can be read",
    "referrals.notthesame": "About another man",
    "referrals.conflict": _WALL,
    "referrals.nonassociation": "About another man",
    "referrals.questions": "The way in which questions were put; what he answered is given",
    "referrals.recommendationanswer": _NOT_TOLD,
    "programme.mark": "A draft of a register, gone with it",
    "programme.concern": _NOT_TOLD,
}
# Columns that every row has
EVERYWHERE = {"referral": _TWICE, "by": _WHO, "asked_by": _WHO, "answered_by": _WHO, "acknowledged_by": _WHO}
EVERYWHERE |= {"plan_by": _WHO}
