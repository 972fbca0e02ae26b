"""Run by the older code, from its own folder: a site with files of every stage, alerts and texts."""

from django.utils import timezone

from monitoring.actions import sweep
from referrals.actions import choose_reminders
from tests.world import World, fresh

now = timezone.now()
world = World(now).every_stage()
choose_reminders(
    fresh(world.programme_file), reminders="text", phone="07700 900123", by=world.facilitator, at=now
)
sweep(at=now)
