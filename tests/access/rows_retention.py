"""How long records are kept: the officer decides on both sides, each manager on those of their own."""

from datetime import timedelta

from monitoring.models import Hold
from monitoring.retention.actions import hold
from referrals.models import Referral

from .policy import Row

ISS_MANAGERS = frozenset({"iss_manager", "other_iss_manager"})
WHO = frozenset({"manager", "dpo"})


def a_hold(world):
    held = Hold.objects.first() or hold(world.programme_file, because="A review", by=world.dpo, at=world.now)
    return {"pk": held.pk}


def long_over(world):
    """His file that was closed many years ago."""
    day = (world.now - timedelta(days=30 * 366)).date()
    Referral.objects.filter(pk=world.closed_file.pk).update(closed_date=day, received_date=day)
    return {"reference": world.closed_file.reference}


ROWS = {
    "retention": Row(who=WHO | ISS_MANAGERS),
    "hold_record": Row(who=WHO | ISS_MANAGERS),
    "lift_hold": Row(who=WHO, hidden_from=ISS_MANAGERS, kwargs=a_hold),
    "decide_record": Row(who=WHO, hidden_from=ISS_MANAGERS, kwargs=long_over),
    "retention_rule": Row(who=frozenset({"dpo"}), kwargs=lambda world: {"kind": "hers"}),
}
