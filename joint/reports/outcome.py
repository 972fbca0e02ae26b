"""What the record says of a decision about him, and of his referral back to children's services."""

from joint.models import Report
from referrals.models import Decision
from referrals.statuses import Status
from timescales.promises import Promise

from .blocks import NOT_RECORDED, lists, pairs, says
from .record import day

Outcome = Decision.Outcome
# He is told nothing of a provisional finding, and the referrer only that a discussion is due
PROVISIONAL = "Assessed. A joint case discussion is due."
NOT_TOLD = (
    "He has not been told anything of the outcome. Do not tell him: he learns it after the joint discussion."
)
DECIDED = {
    Outcome.SUITABLE: "Suitable for the programme.",
    Outcome.UNSUITABLE: "Not suitable for the programme.",
}
RECOMMENDED = {
    "recommend_dash": "A DASH risk assessment with her.",
    "recommend_marac": "A referral to MARAC.",
}
REVIEW = "Children’s services are asked to say that they have this, and to record what they will do now."


def assessment(him):
    offers = him.assessment_offers.exclude(outcome="").order_by("appointment_at", "pk")
    points = [f"{day(offer.appointment_at)}: {offer.get_outcome_display().lower()}" for offer in offers]
    return (lists(points, otherwise=f"Appointments: {NOT_RECORDED[0].lower()}{NOT_RECORDED[1:]}"),)


def decided(him, decision):
    if decision.outcome == Outcome.PROVISIONAL:
        due = him.deadlines.running().filter(promise=Promise.JOINT_DISCUSSION).first()
        return (says(PROVISIONAL), pairs(("Due by", day(due.due_at) if due else "")), says(NOT_TOLD))
    rows = [("Decided", f"{decision.get_stage_display()}, {day(decision.at)}")]
    if decision.outcome == Outcome.UNSUITABLE:
        rows.append(("Reason", decision.get_unsuitable_reason_display()))
    elif him.first_session_offered_date:
        rows.append(("First session offered", day(him.first_session_offered_date)))
    return (says(DECIDED[decision.outcome]), pairs(*rows))


def found_risks(decision):
    return (says(decision.risks),)


def recommended(decision):
    """A DASH or MARAC recommendation: what, through whom, who acts and by when."""
    points = [words for name, words in RECOMMENDED.items() if getattr(decision, name)]
    if not points:
        return (says("Neither a DASH nor a MARAC referral is recommended."),)
    return (
        lists(points),
        pairs(
            ("How", decision.get_recommendation_via_display()),
            ("Who acts", decision.recommendation_who),
            ("By when", day(decision.recommendation_by_date)),
        ),
    )


def alternatives(him, decision, back=None):
    """Other services that were suggested, and what was said of them."""
    suggested = [service.name for service in decision.suggested.order_by("name")] if decision else []
    words = [back.alternatives if back else "", decision.alternatives if decision else ""]
    said = [says(text) for text in dict.fromkeys(words) if text]
    return (*([lists(suggested)] if suggested else []), *said) or (says(""),)


def what_next(him, decision):
    if decision.outcome == Outcome.PROVISIONAL:
        return (
            says(
                "My Time and the Integrated Support Service discuss him together. You are told what they decide."
            ),
        )
    if decision.outcome == Outcome.SUITABLE:
        return (
            says(
                "He is offered a place. You are told when he starts, of a second missed session, and of the reports."
            ),
        )
    return (says(REVIEW),)


def why_back(back):
    rows = [("Referred back", day(back.at)), ("Because", back.because)]
    rows += [("Why", back.explained)] if back.explained else []
    return (pairs(*rows),)


def asked_of_them(him, back):
    completed = him.status == Status.COMPLETED
    said = back.what_next or ("Nothing but to say that you have this." if completed else REVIEW)
    due = him.deadlines.filter(promise=Promise.CSC_REVIEW, stopped_at=None, started_at__gte=back.at).first()
    return (says(said), *([pairs(("Plan due by", day(due.due_at)))] if due and not back.plan_at else []))


def reports_so_far(him, *, but=""):
    """Which reports were issued, and which were not though half or all was reached; without those of the kind ``but``."""
    issued = Report.objects.filter(referral=him, kind__in=Report.WITH_THE_ISS).exclude(issued_at=None)
    issued = issued.exclude(kind=but)
    lines = [
        f"{report.name}: issued {day(report.issued_at)}" for report in issued.order_by("issued_at", "pk")
    ]
    kinds = {report.kind for report in issued}
    owed = {
        Report.Kind.MIDWAY: Promise.MIDWAY_REPORT,
        Report.Kind.COMPLETION: Promise.COMPLETION_REPORT,
    }
    for kind, promise in owed.items():
        if kind not in {but, *kinds} and him.deadlines.filter(promise=promise, kept_at=None).exists():
            running = him.deadlines.running().filter(promise=promise).exists()
            lines.append(f"{kind.label}: {'not issued yet' if running else 'not issued'}")
    return (lists(lines, otherwise="No report was due before."),)
