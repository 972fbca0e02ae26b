"""What the record says of him on the programme: attendance, topics, engagement, measures, risk.

Nothing of anybody's notes, of his health, of another man, or of her side is read here.
"""

from collections import Counter

from django.utils.timezone import localtime

from accounts.acting import for_the_service
from joint.models import Incident, JointReview, Reporter
from joint.overview import day_of
from outcomes.models import Stage, standing
from outcomes.scoring import paired
from programme.models import Attendance, KeyWork
from programme.progress import credited, required
from programme.rules import Outcome
from programme.topics import his_topics, his_version
from referrals.measuring.reading import said

from .blocks import lists, pairs, says, table

CAME = {
    Outcome.ATTENDED: "attended",
    Outcome.LATE: "attended late",
    Outcome.NOT_TAKING_PART: "attended without taking part",
    Outcome.ABSENT_NOTICE: "absent with notice",
    Outcome.ABSENT_NO_CONTACT: "absent without contact",
    Outcome.CAUGHT_UP: "caught up",
    Outcome.CANCELLED: "cancelled by us",
}
# A rise in what he admits asks for a look: it may be honesty. It never says "worse".
ADMITTED = {
    "rose": "He admits more than at first. That asks for a review; by itself it does not mean that it got worse.",
    "fell": "He admits less than at first. His own word is not evidence of change: weigh it against what others see.",
    "stayed": "He admits as much as at first.",
}
ON_THE_WAY = (Stage.INITIAL, Stage.MIDWAY)
AT_THE_END = (Stage.INITIAL, Stage.MIDWAY, Stage.END)


def day(value):
    """A day or a moment in words; empty where there is none."""
    if not value:
        return ""
    value = localtime(value) if hasattr(value, "hour") else value
    return f"{value.day} {value:%B %Y}"


def attended(him):
    rows = Attendance.objects.filter(referral=him).select_related(
        "session__topic",
        "session__second_topic",
        "makes_up__session__topic",
        "makes_up__session__second_topic",
    )
    return sorted((row for row in rows if day_of(row)), key=lambda row: (day_of(row), row.pk))


def attendance(him, rows=None):
    """How many are credited, of how many, and how the others went. ``rows``: as of ``attended``, where they are known."""
    rows = attended(him) if rows is None else rows
    counts = Counter(row.outcome for row in rows)
    done = credited(him) or him.sessions_attended or 0
    said = "; ".join(f"{counts[outcome]} {words}" for outcome, words in CAME.items() if counts[outcome])
    needed = required(him)
    summary = f"{done} of {needed} sessions credited" if needed else f"{done} sessions credited"
    return (says(f"{summary}: {said}." if said else f"{summary}."),)


def sessions(rows):
    """Each session that is recorded, with its day, its topic and what came of it."""
    lines = [(day(day_of(row)), _topics_of(row), row.get_outcome_display()) for row in rows]
    head = ("Day", "Topic", "What came of it")
    return (table("Every recorded session", head, lines, otherwise="Single sessions are not recorded."),)


def _topics_of(row):
    session = row.makes_up.session if row.makes_up_id else row.session
    return " and ".join(topic.title for topic in (session.topic, session.second_topic) if topic)


def topics(him):
    found = his_topics(him)
    done = [each.topic.title for each in found if each.done_at]
    missed = [each.topic.title for each in found if each.missed_at and not each.done_at]
    if not found:
        return (says(""),)
    blocks = [says(f"{len(done)} of {len(found)} topics are done."), lists(done, otherwise="None yet.")]
    if missed:
        blocks.append(says(f"Missed, and not caught up: {'; '.join(missed)}."))
    return tuple(blocks)


def engagement(him):
    """What practitioners saw at one-to-one contacts; their notes stay with My Time."""
    rows = KeyWork.objects.filter(referral=him, state=KeyWork.State.HELD).order_by("happened_at", "pk")
    rated = [row for row in rows if row.motivation or row.willingness]
    lines = [
        (day(row.happened_at), row.get_motivation_display(), row.get_willingness_display()) for row in rated
    ]
    return (
        *_ratings(him),
        table(
            "Seen at one-to-one contacts",
            ("Day", "Motivation", "Willingness to change"),
            lines,
            otherwise="Ratings at one-to-one contacts: not recorded.",
        ),
    )


def _ratings(him):
    """The four ratings of the facilitators, the latest of each stage: My Time's own judgement, in the words of the day."""
    latest = {row.stage: row for row in him.ratings.select_related("version").order_by("at", "pk")}
    rows = [latest[stage] for stage in AT_THE_END if stage in latest]
    if not rows:
        return (says("Facilitators’ ratings: not recorded."),)
    items = {item.id: item.words for row in rows for item in row.version.at(row.stage)}
    head = ("How far", *(f"{row.get_stage_display()}, {day(row.at)}" for row in rows))
    lines = [(words, *(said(row, item) for row in rows)) for item, words in items.items()]
    return (table("Facilitators’ ratings", head, lines),)


def measures(him, stages):
    """When his own were taken, or why not, and which way what he admits went. Never an answer."""
    taken = standing(him.measures.all())
    lines = [(stage.label, _measured(taken.get(stage))) for stage in stages]
    blocks = [pairs(*lines)]
    answered = [taken[stage].answers for stage in stages if stage in taken and taken[stage].answers]
    if len(answered) > 1:
        direction = paired(answered[0], answered[-1]).frequency.direction
        blocks.append(says(ADMITTED.get(direction, "What he admits cannot be compared.")))
    return tuple(blocks)


def _measured(measure):
    if measure is None:
        return ""
    if measure.asked_date:
        return f"Taken on {day(measure.asked_date)}"
    return f"Not taken ({measure.get_why_not_display()})"


@for_the_service(
    "a report says how both services saw the risk at their reviews, which facilitators do not attend"
)
def risks(him):
    """What was found of the risk he is, how both services saw it month by month, and what has happened."""
    found = him.decisions.exclude(risks="").order_by("-at", "-pk").first()
    reviews = JointReview.objects.filter(referral=him).order_by("held_date", "pk")
    seen = [(day(row.held_date), row.get_risk_display()) for row in reviews]
    happened = Incident.objects.current().filter(referral=him).exclude(side=Reporter.ISS)
    told = [
        f"{day(row.happened_date)}, reported by {row.get_side_display()}{'; police were called' if row.police else ''}"
        for row in happened.order_by("happened_date", "pk")
    ]
    return (
        pairs(
            ("Risk in the referrer’s judgement", him.get_risk_level_display()),
            ("Found by My Time", found.risks if found else ""),
        ),
        table(
            "Risk at joint case reviews",
            ("Day", "Level"),
            seen,
            otherwise="Joint case reviews: none recorded.",
        ),
        lists(told, title="Incidents", otherwise="Incidents: none recorded."),
    )


def course(him):
    """Which programme, since when, and how his file stands."""
    version = his_version(him)
    first = him.enrolments.select_related("first_session").order_by("at", "pk").first()
    begun = first.first_session.starts_at if first else him.first_session_offered_date
    rows = [("Programme", version.name if version else ""), ("First session", day(begun))]
    if him.completed_date:
        rows.append(("Completed", day(him.completed_date)))
    if him.closed_date:
        rows.append(("Closed", f"{day(him.closed_date)}: {him.get_close_reason_display()}"))
    return (pairs(*rows, ("Where he stands", him.get_status_display())),)
