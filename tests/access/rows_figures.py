"""Figures that lead to cases, those of an area, and the register of training."""

from monitoring.models import Training
from monitoring.training.actions import record_training
from tests.world import NOON

from .policy import SOCIAL_WORKERS, Row

KEEPERS = frozenset({"spoc", "manager"})
ISS_MANAGERS = frozenset({"iss_manager", "other_iss_manager"})


def a_training(world):
    """The same one for everybody."""
    training = Training.objects.filter(recorded_at__isnull=False).first() or record_training(
        area=world.area, held_date=NOON.date(), kind="briefing", social_workers=3, by=world.spoc, at=NOON
    )
    return {"pk": training.pk}


ROWS = {
    "overview": Row(who=frozenset({"manager", "iss_manager", "other_iss_manager", "opcc"})),
    "training": Row(who=KEEPERS),
    "new_training": Row(who=KEEPERS),
    "new_training_in": Row(who=KEEPERS, kwargs=lambda world: {"area": world.area.pk}),
    "correct_training": Row(who=KEEPERS, kwargs=a_training),
    "withdraw_training": Row(who=KEEPERS, kwargs=a_training),
    "area_figures": Row(who=SOCIAL_WORKERS),
    # a number of his side: the managers of hers have no such list, whoever commissions has none at all
    "counted_cases": Row(
        who=SOCIAL_WORKERS | {"manager"},
        hidden_from=ISS_MANAGERS,
        kwargs=lambda world: {"number": "fig13/accepted"},
    ),
}
