"""The desk for requests for information: OPCC and nobody else."""

from monitoring.foi.actions import make_attachment, record_request
from monitoring.foi.on_paper import ANSWER
from monitoring.models import FoiRequest, MadePaper
from monitoring.papers.actions import ask_for_paper
from monitoring.papers.making import make_paper
from monitoring.publishing.making import make_release
from tests.world import NOON

from .policy import Row

OPCC = frozenset({"opcc"})


def a_request(world):
    """The same one for everybody, with its attachment."""
    request = FoiRequest.objects.first()
    if request is None:
        said = {"reference": "1-26", "received_date": NOON.date(), "asks": "How many?", "name": "A. Person"}
        request = record_request(**said, by=world.opcc, at=NOON)
        asked = {"questions": ["completed"], "first_day": None, "last_day": None}
        request = make_attachment(request, **asked, by=world.opcc, at=NOON)
        make_release(request.release, at=NOON)
    return {"pk": request.pk}


def a_paper(world):
    """Made for the only one who may ask."""
    found = a_request(world)
    if not MadePaper.objects.filter(foi=found["pk"]).exists():
        ask_for_paper(ANSWER, FoiRequest.objects.get(**found), by=world.opcc, at=world.now)
        make_paper(MadePaper.objects.get(foi=found["pk"]), at=world.now)
    return found | {"part": 1}


ROWS = {
    "foi_requests": Row(who=OPCC),
    "new_foi_request": Row(who=OPCC),
    "foi_costs": Row(who=OPCC),
    **{
        name: Row(who=OPCC, kwargs=a_request)
        for name in (
            *("foi_request", "foi_clarify", "foi_clear", "foi_attachment", "foi_note", "foi_answer"),
            *("foi_xlsx", "foi_pdf", "foi_paper"),
        )
    },
    "foi_paper_file": Row(who=OPCC, kwargs=a_paper),
    "foi_forget": Row(who=OPCC, kwargs=a_request, method="post", status=302),
}
