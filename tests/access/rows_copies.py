"""Copies of records: each side its own, the officer takes down both and reads his."""

from monitoring.models import CopyRequest, MadePaper
from monitoring.papers.actions import ask_for_paper
from monitoring.papers.making import make_paper
from monitoring.subject_access import actions
from monitoring.subject_access.on_paper import COPY

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


def his_paper(world):
    """The manager asked for it, and it is made: nobody else has it, whoever else may have the copy."""
    found = his(world)
    if not MadePaper.objects.filter(copy=found["pk"]).exists():
        ask_for_paper(COPY, CopyRequest.objects.get(**found), by=world.manager, at=world.now)
        make_paper(MadePaper.objects.get(copy=found["pk"]), at=world.now)
    return found | {"part": 1}


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
        for name in ("copy_prepare", "copy_release", "copy_pdf", "copy_paper", "copy_json")
    },
    "copy_paper_file": Row(who=frozenset({"manager"}), hidden_from=KEEPERS - {"manager"}, kwargs=his_paper),
    "copy_gather": _row(KEEPERS - ISS, may=KEEPERS, method="post", status=302),
}
