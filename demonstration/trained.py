"""Trainings and briefings of social workers of the last year, and who came; and the targets of those who commission."""

from datetime import timedelta

from accounts.models import Area, User
from accounts.roles import Role
from monitoring.figures.quarter import Quarter
from monitoring.quarters.actions import set_target
from monitoring.training.actions import record_training

# Area, weeks ago, what, how many came beside those who can sign in
HELD = (
    ("Birmingham", 40, "assessment_and_referral", 11),
    ("Dudley", 31, "assessment_and_referral", 8),
    ("Birmingham", 22, "motivating", 6),
    ("Walsall", 17, "assessment_and_referral", 9),
    ("Sandwell", 9, "briefing", 14),
    ("Birmingham", 3, "briefing", 4),
)
# What the report found no target for: measure, how many, for each
AIMS = (("referrals", 40, "quarter"), ("assessed", 24, "quarter"), ("conversion", 45, "per_cent"))


def train_social_workers(people, *, at):
    for name, weeks, kind, others in HELD:
        area = Area.objects.get(name=name)
        there = User.objects.filter(role=Role.SOCIAL_WORKER, organisation=area.childrens_services_id)
        known = list(there.order_by("pk")[:1])
        held = at - timedelta(weeks=weeks)
        held -= timedelta(days=held.weekday())  # trainings are on Mondays
        record_training(
            area=area,
            held_date=held.date(),
            kind=kind,
            social_workers=others + len(known),
            known=known,
            led_by=people["spoc"].name,
            by=people["spoc"],
            at=held + timedelta(hours=3),
        )


def set_targets(people, *, at):
    """From the first day of the year on."""
    first = Quarter(Quarter.of(at.date()).year, 1).first_day
    for measure, amount, per in AIMS:
        set_target(
            measure=measure,
            amount=amount,
            per=per,
            first_day=first,
            source="Agreed with the service",
            by=people["opcc"],
            at=at,
        )
