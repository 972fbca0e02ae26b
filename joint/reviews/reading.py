"""What a review begins from, and how the risk of a pair has gone. Nothing of hers, and nothing that one service keeps."""

from django.db.models import Q

from accounts.acting import for_the_service
from joint.models import Incident, JointReview, Side, TableAction
from joint.overview import attendance_in_words
from outcomes.models import PROMISES, Stage, standing
from referrals.measuring.reading import look_in_review
from timescales.promises import Promise

REVIEWS_SHOWN = 12
# Without an answer, and without a judgement: it may be that he is more open, or that more has happened
LOOK = "What he reports of himself has changed since he was last asked: look at it together."


def of_pair(him, provider, user):
    """Its reviews, the newest first: the history of its risk."""
    rows = JointReview.objects.visible_to(user).filter(referral=him, provider=provider)
    return list(rows.order_by("-held_date", "-pk")[:REVIEWS_SHOWN])


def to_begin_from(him, provider, *, since=None):
    """What a review's boxes hold before anybody types. ``since``: the day of the last review."""
    return {
        "attendance": attendance_in_words(him),
        "incidents": incidents_in_words(him, provider, since=since),
        "measures": measures_in_words(him),
    }


def incidents_in_words(him, provider, *, since=None):
    """What both of this table may read: My Time's own, and what this service has shared."""
    shared = Q(side=Side.ISS, shared=True, by__organisation=provider) if provider else Q(pk=None)
    rows = Incident.objects.filter(Q(side=Side.MY_TIME) | shared, referral=him)
    if since:
        rows = rows.filter(happened_date__gte=since)
    return "\n".join(
        f"{row.happened_date:%-d %B %Y}: {row.what}{' Police were called.' if row.police else ''}"
        for row in rows.order_by("happened_date", "pk")
    )


@for_the_service("whether his measures are recorded; never an answer")
def measures_in_words(him):
    """Whether his are recorded: never an answer, and nothing of hers."""
    recorded = standing(him.measures.all())
    running = dict(
        him.deadlines.running().filter(promise__in=PROMISES.values()).values_list("promise", "due_at")
    )
    parts = []
    for stage in Stage:
        measure, due_at = recorded.get(stage), running.get(PROMISES[stage])
        if measure and measure.asked_date:
            parts.append(f"{stage.label}: recorded {measure.asked_date:%-d %B %Y}")
        elif measure:
            parts.append(f"{stage.label}: not recorded ({measure.get_why_not_display().lower()})")
        elif due_at:
            parts.append(f"{stage.label}: due {due_at:%-d %B %Y}")
    look = f" {LOOK}" if look_in_review(him) else ""
    return f"His measures. {'; '.join(parts)}.{look}" if parts else ""


def open_actions(him, user, **table):
    """What is still to be done about him, soonest due first. ``table``: ``provider=`` that of one service alone."""
    rows = TableAction.objects.visible_to(user).open().filter(referral=him, **table)
    return list(rows.select_related("owner", "provider").order_by("due_date", "pk"))


def clock_of(him):
    return him.deadlines.running().filter(promise=Promise.JOINT_REVIEW).select_related("rule").first()
