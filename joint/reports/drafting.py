"""A report as it would be issued now: what the record says at this moment, and what its writers have said."""

import re
from dataclasses import replace

from accounts.acting import for_the_service
from iss.models import PartnerFile
from joint.models import Report
from referrals.models import Decision

from . import outcome, record
from .blocks import Document, Section, pairs, says

Kind = Report.Kind
NOTHING_TO_ADD = "Nothing to add."
# Who reads of both parties in one paper: a second person has read it first
_BOTH = re.compile(
    r"\b(she|her|hers|herself|partners?|ex-partners?|wife|girlfriend|fianc[ée]e|the mother)\b", re.IGNORECASE
)


def document(report):
    """The Document of ``report``, whose referral has its man, area, referrer and team loaded."""
    sections = [_with_words(each, report.words.get(each.name, "")) for each in _SECTIONS[report.kind](report)]
    return Document(
        title=report.get_kind_display(),
        reference=report.referral.reference,
        about=_about(report.referral),
        sections=tuple(sections),
    )


def _with_words(section, words):
    """What its writer says stands in the place of a record that says nothing."""
    facts = () if words and section.facts == (says(""),) else section.facts
    return replace(section, facts=facts, words=words)


def _about(him):
    to = ", ".join(str(each) for each in (him.referrer and him.referrer.name, him.team) if each)
    return (
        pairs(
            ("Name", him.man.name),
            ("Reference", him.reference),
            ("Area", him.area),
            ("Referred because of", him.get_source_display()),
            ("For", to or "Children’s services of the area"),
        ),
    )


def _on_the_way(report, *, stages, closing):
    him = report.referral
    rows = record.attended(him)
    return [
        Section("course", "The programme", record.course(him)),
        Section(
            "attendance",
            "Attendance",
            record.attendance(him, rows),
            asks="Anything to say about his attendance",
        ),
        Section("topics", "Topics", record.topics(him), asks="What he made of the topics"),
        Section(
            "engagement",
            "How he takes part",
            record.engagement(him),
            asks="How he takes part, and what has changed",
        ),
        Section("measures", "What he says himself", record.measures(him, stages), asks="What you make of it"),
        Section("risks", "Risk", record.risks(him), asks="Risk now, and what is still to be done about it"),
        Section("iss", "From the Integrated Support Service", (says(_iss_part(report)),)),
        *closing,
        Section("recommendation", "Recommendation", asks="What My Time recommends", must=True),
        Section("sessions", "Session by session", record.sessions(rows)),
    ]


def _iss_part(report):
    """Where nobody of hers is linked it reads as where there is nothing to add: nothing can be told from it."""
    if report.iss_contribution:
        return report.iss_contribution
    return NOTHING_TO_ADD if report.iss_nil or report.issued_at else "Not in yet."


def _midway(report):
    return _on_the_way(report, stages=record.ON_THE_WAY, closing=())


def _completion(report):
    so_far = outcome.reports_so_far(report.referral, but=report.kind)
    before = Section("before", "Reports before this one", so_far)
    return _on_the_way(report, stages=record.AT_THE_END, closing=(before,))


def _assessment(report):
    him, decision = report.referral, report.decision
    sections = [
        Section("assessment", "Assessment", outcome.assessment(him)),
        Section("decision", "Decision", outcome.decided(him, decision)),
    ]
    if decision.outcome == Decision.Outcome.UNSUITABLE:
        sections += [
            Section("reasons", "Why", asks="Why, in plain words for the social worker", must=True),
            Section(
                "risks",
                "Risks to her and the children",
                outcome.found_risks(decision),
                asks="Anything to add",
            ),
            Section("recommended", "DASH and MARAC", outcome.recommended(decision)),
            Section("alternatives", "What else there is for him", outcome.alternatives(him, decision)),
        ]
    elif decision.outcome == Decision.Outcome.SUITABLE:
        sections += [
            Section("reasons", "What the social worker should know", asks="What they should know", facts=())
        ]
    return [*sections, Section("next", "What happens next", outcome.what_next(him, decision))]


def _back(report):
    him, back = report.referral, report.back
    decision = (
        him.decisions.filter(outcome=Decision.Outcome.UNSUITABLE, at__lte=back.at).order_by("-at").first()
    )
    return [
        Section(
            "why",
            "Why he is referred back",
            outcome.why_back(back),
            asks="The reasons, in plain words",
            must=True,
        ),
        Section("attendance", "How far he came", record.attendance(him)),
        Section("risks", "Risks to her and the children", (says(back.risks),), asks="Anything to add"),
        Section("reports", "Reports", outcome.reports_so_far(him)),
        Section(
            "alternatives",
            "What else there is for him",
            outcome.alternatives(him, decision, back),
            asks="What else could help him",
        ),
        Section("asked", "What children’s services are asked to do", outcome.asked_of_them(him, back)),
    ]


_SECTIONS = {
    Kind.MIDWAY: _midway,
    Kind.COMPLETION: _completion,
    Kind.ASSESSMENT: _assessment,
    Kind.BACK: _back,
}


def missing(found):
    """The titles of the sections that wait for their writer's words."""
    return [section.title for section in found.sections if section.must and not section.words.strip()]


@for_the_service("a report that names her is signed off by a second person; yes or no comes out")
def mentions_both(report, found):
    """Whether it says anything of her too: then somebody else than its writers signs it off."""
    names = [
        name
        for pair in PartnerFile.objects.filter(referral=report.referral).values_list(
            "first_name", "last_name"
        )
        for name in pair
        if len(name) > 1
    ]
    text = "\n".join(found.texts.values())
    named = any(re.search(rf"\b{re.escape(name)}\b", text, re.IGNORECASE) for name in names)
    return bool(report.iss_contribution) or named or bool(_BOTH.search(text))
