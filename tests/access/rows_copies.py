"""Copies of records: each side its own, the officer takes down both and reads his."""

from monitoring.models import CopyRequest
from monitoring.subject_access import actions

from .policy import Row

KEEPERS = frozenset({"manager", "iss_manager", "other_iss_manager"})
READERS = KEEPERS | {"dpo", "iss_worker", "other_iss_worker"}
ISS = frozenset({"iss_manager", "other_iss_manager", "iss_worker", "other_iss_worker"})


def his(world):
    """A copy of his record that waits to be given; the same one for everybody."""
    request = CopyRequest.objects.filter(man__isnull=False).first()
    if request is None:
        at, by = world.now, world.manager
        request = actions.take_request(
            man=world.programme_file.man, received_date=at.date(), by=world.dpo, at=at
        )
        actions.check_identity(request, how="Passport shown", by=world.dpo, at=at)
        actions.gather(request, by=by, at=at)
        actions.prepare(request, items={}, phrases=["Robin"], by=by, at=at)
        actions.check(request, approve=True, by=world.dpo, at=at)
    return {"pk": request.pk}


def _row(who, **more):
    """Hidden from the side that is not his."""
    return Row(
        who=who,
        hidden_from=more.pop("hidden_from", frozenset()) | (ISS & more.pop("may", READERS)),
        kwargs=his,
        **more,
    )


TAKERS = KEEPERS | {"dpo"}
ROWS = {
    "copy_requests": Row(who=READERS),
    "take_copy_request": Row(who=TAKERS),
    "copy_request": _row(READERS - ISS),
    "copy_check": _row(READERS - ISS),
    **{name: _row(TAKERS - ISS, may=TAKERS) for name in ("copy_identity", "copy_extend", "copy_end")},
    **{
        name: _row(KEEPERS - ISS, may=KEEPERS)
        for name in ("copy_prepare", "copy_release", "copy_pdf", "copy_json")
    },
    "copy_gather": _row(KEEPERS - ISS, may=KEEPERS, method="post", status=302),
}
