"""The joint table as it stands this week: what is prepared, what was agreed, and a meeting that is under way."""

from joint import actions as joint
from joint.meeting.queue import waiting_for
from joint.models import Pair
from timescales.promises import Promise

from .steps import DAY, HOUR, WEEK


def set_the_table(steps, *, at):
    """A discussion prepared by both sides, a review with its minutes and actions, and a meeting half-way."""
    service = steps.iss_worker.organisation
    _prepare_the_discussion(steps, at=at)
    waiting = list(waiting_for(steps.manager, service))
    if not waiting:
        return
    _prepare_the_reviews(steps, waiting, at=at)
    held = joint.call_meeting(
        day=(at - HOUR).date(),
        provider=service,
        cases=waiting,
        minutes=60,
        attended=[steps.manager, steps.iss_worker, steps.people["iss-manager"]],
        by=steps.manager,
        at=at - DAY,
    )
    _begin(steps, held, at=at)


def _prepare_the_discussion(steps, *, at):
    waiting = Pair.objects.visible_to(steps.manager).filter(
        deadlines__promise=Promise.JOINT_DISCUSSION, deadlines__kept_at=None, linked_providers__isnull=False
    )
    him = waiting.order_by("-pk").first()
    if him is None:
        return
    said = (
        (steps.manager, "behaviour", "He names the shove in May and says it was his doing.", True),
        (steps.manager, "engagement", "Works nights until March: the daytime group would suit.", True),
        (steps.manager, "other", "Ask whether his brother may still drive him.", False),
        (steps.iss_worker, "risk", "He has turned up at the school twice since the order.", True),
        (steps.iss_worker, "children", "Not to be said yet: what the older child told her.", False),
    )
    for person, topic, text, brought in said:
        joint.prepare_item(
            him, occasion="discussion", topic=topic, text=text, brought=brought, by=person, at=at - DAY
        )


def _prepare_the_reviews(steps, waiting, *, at):
    for him in waiting[:2]:
        joint.prepare_item(
            him,
            occasion="review",
            topic="engagement",
            text="Takes part more than he did. Missed nothing this month.",
            brought=True,
            by=steps.manager,
            at=at - DAY,
        )
        joint.prepare_item(
            him,
            occasion="review",
            topic="risk",
            text="Messages late at night have begun again.",
            brought=True,
            by=steps.iss_worker,
            at=at - DAY,
        )
    _late_action(steps, waiting[0], at=at)


def _late_action(steps, him, *, at):
    joint.agree_action(
        him,
        what="Ask the social worker when the core group meets",
        owner=steps.manager,
        due_date=(at - 2 * DAY).date(),
        provider=steps.iss_worker.organisation,
        by=steps.iss_worker,
        at=at - 2 * WEEK,
    )


def _begin(steps, held, *, at):
    """One case is reviewed, and something is typed about the next."""
    first, *others = held.cases.select_related("referral", "meeting").order_by("position")
    joint.open_case(first, by=steps.manager, at=at - HOUR / 2)
    due = (at + 6 * DAY).date()
    joint.hold_case(
        first,
        key="",
        seen="",
        risk="high",
        risk_because="Messages at night have begun again, and he knows where the children change buses.",
        attendance="Every session of the month.",
        minutes="Both services agree that he stays in the group and is spoken to about the messages.",
        agreed=[
            {"what": "Speak to him about the messages", "owner": steps.facilitator, "due_date": due},
            {"what": "Go through the plan for the way to school", "owner": steps.iss_worker, "due_date": due},
        ],
        by=steps.manager,
        at=at - HOUR / 3,
    )
    for case in others[:1]:
        joint.open_case(case, by=steps.manager, at=at - HOUR / 3)
        joint.keep_draft(
            case,
            values={
                "risk": ["medium"],
                "attendance": ["Every session of the month, late once."],
                "minutes": ["He asks whether he may move to the daytime group."],
            },
            key="typed",
            seen="",
            by=steps.manager,
            at=at - HOUR / 4,
        )
