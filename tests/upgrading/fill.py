"""Run by the older code, from its own folder: a site with files of every stage, restricted ones, alerts and texts."""

from django.utils import timezone

from joint.restricting.actions import restrict
from joint.restricting.reading import kept_of
from monitoring.actions import sweep
from referrals.actions import choose_reminders
from tests.world import World, fresh

now = timezone.now()
world = World(now).every_stage()
choose_reminders(
    fresh(world.programme_file), reminders="text", phone="07700 900123", by=world.facilitator, at=now
)
his, hers = world.received(), world.her_file(world.pending())
for file, named, by in (
    (his, [world.spoc, world.social_worker], world.manager),
    (hers, [world.iss_worker], world.iss_manager),
):
    restrict(kept_of(file), because="known", reason="A cousin.", named=named, by=by, at=now)
sweep(at=now)
