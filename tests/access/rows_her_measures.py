"""What she is asked and what she said: her provider's own people, and nobody else."""

from iss import actions

from .rows_iss import hers
from .rows_support import ours


def questions(world):
    """Her questions open for whoever has just heard from her that she can talk."""
    for person in (world.iss_worker, world.iss_manager):
        if not actions.safe_to_talk(world.linked_file, by=person, at=world.now):
            actions.confirm_safe_to_talk(world.linked_file, way="in_person", by=person, at=world.now)
    return {"pk": world.linked_file.pk, "stage": "initial"}


ROWS = {
    "her_questions": ours(questions),
    "her_measures": hers(),
    "her_shown_at_table": hers(),
    "her_benefits": hers(),
}
