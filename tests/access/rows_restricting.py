"""Who says who alone may open a file: the managers of the side that keeps it, and nobody else."""

from joint.restricting.actions import restrict
from joint.restricting.reading import kept_of, standing

from .policy import Row

MANAGER = frozenset({"manager"})
ISS_MANAGER = frozenset({"iss_manager"})
OTHER_ISS_MANAGER = frozenset({"other_iss_manager"})


def of_his(world):
    """A file of its own, restricted."""
    kept = kept_of(getattr(world, "restricted_file", None) or world.received())
    if not standing(kept):
        world.restricted_file = kept.file
        _restrict(kept, world.social_worker, world.spoc, by=world.manager, at=world.now)
    return {"pk": kept.file.pk}


def of_hers(world):
    kept = kept_of(getattr(world, "her_restricted_file", None) or world.her_file(world.pending()))
    if not standing(kept):
        world.her_restricted_file = kept.file
        _restrict(kept, world.iss_worker, by=world.iss_manager, at=world.now)
    return {"pk": kept.file.pk}


def _restrict(kept, *named, by, at):
    restrict(kept, because="known", reason="A cousin works here.", named=list(named), by=by, at=at)


HIS = {"who": MANAGER, "hidden_from": ISS_MANAGER | OTHER_ISS_MANAGER, "kwargs": of_his}
HERS = {"who": ISS_MANAGER, "hidden_from": MANAGER | OTHER_ISS_MANAGER, "kwargs": of_hers}

ROWS = {
    "restricted": Row(**HIS),
    "lift_restriction": Row(**HIS),
    "her_restricted": Row(**HERS),
    "her_lift_restriction": Row(**HERS),
}
