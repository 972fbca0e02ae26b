"""What happened beside the pathway: a pattern of incidents, a correction, risk notes, a new partner, and old alerts."""

from alerts.models import Climb, Notice
from joint import actions as joint
from referrals.models import Referral

from .steps import DAY, HOUR

# Days ago, from which side, by whom, what
HAPPENED = (
    (
        150,
        "my_time",
        "facilitator",
        "He rang her eleven times in one evening, he says to speak to the children.",
    ),
    (35, "csc", "social-worker", "He waited at the school gate and would not leave when he was asked."),
    (1, "my_time", "facilitator", "He said in the group that he had followed her car."),
)


def something_happens(steps, *, at):
    """On the second and third man who are on the programme; the third alone has a note that was replaced."""
    on_it = list(Referral.objects.filter(status="on_programme", imported=False).order_by("pk")[1:3])
    people = steps.people
    for days, side, who, what in HAPPENED:
        told_at = at - days * DAY
        incident = joint.report_incident(
            on_it[0],
            side=side,
            happened_date=(told_at - DAY).date(),
            what=what,
            police=side == "csc",
            police_reference="20/481516/26" if side == "csc" else "",
            children_present=True if side == "csc" else None,
            immediate_safety="The manager was rung at once." if days == 1 else "",
            by=people[who],
            at=told_at,
        )
        if side == "csc":
            _look_at_it_together(on_it[0], steps, told_at + DAY)
    joint.correct_incident(
        incident,
        because="It was her sister’s car.",
        what="He said in the group that he had followed her sister’s car.",
        by=steps.facilitator,
        at=at - 20 * HOUR,
    )
    _notes_and_news(steps, on_it[1], at=at)


def _look_at_it_together(him, steps, at):
    joint.hold_review(him, held_date=at.date(), risk="high", by=steps.iss_worker, at=at)


def _notes_and_news(steps, him, *, at):
    old = joint.share_risk_note(
        him,
        text="Do not speak with him about where the children go to school.",
        by=steps.iss_worker,
        at=at - 30 * DAY,
    )
    joint.share_risk_note(
        him,
        text="Do not speak with him about the children’s school or their clubs.",
        supersedes=old,
        by=steps.iss_worker,
        at=at - 12 * DAY,
    )
    joint.name_professional(
        him,
        name="J. Oduya",
        role="Probation officer",
        phone="0121 496 0155",
        by=steps.facilitator,
        at=at - 20 * DAY,
    )
    joint.pass_on_new_partner(
        him,
        area=steps.area,
        heard="He told the group that he has been seeing somebody called Ottoline since the summer.",
        by=steps.facilitator,
        at=at - 5 * HOUR,
    )


def settle_old_alerts(at):
    """What was told more than a week ago has been acknowledged, as it would have been."""
    old = at - 7 * DAY
    for climb in Climb.objects.open().filter(alert__at__lt=old).prefetch_related("notices"):
        first = min(climb.notices.all(), key=lambda notice: notice.pk)
        Climb.objects.filter(pk=climb.pk).update(acknowledged_at=at - DAY, acknowledged_by=first.person_id)
    Notice.objects.filter(alert__at__lt=old, acknowledged_at=None).update(answered_at=at - DAY)
