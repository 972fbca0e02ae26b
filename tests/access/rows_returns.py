"""Quarterly returns and their case studies: a provider its own part, OPCC the whole."""

from datetime import UTC, datetime

from monitoring.figures.quarter import Quarter
from monitoring.models import CaseStudy, MadePaper, QuarterlyReturn
from monitoring.papers.actions import ask_for_paper
from monitoring.papers.making import make_paper
from monitoring.returns.actions import check_part, draft_return, sign
from monitoring.returns.on_paper import RETURN
from monitoring.returns.studies import write_study
from tests.world import NOON

from .policy import Row

AFTER = datetime(2026, 7, 1, 8, tzinfo=UTC)
OPCC = frozenset({"opcc"})
MANAGERS = frozenset({"manager", "iss_manager", "other_iss_manager"})
WRITERS = MANAGERS | {"iss_worker", "other_iss_worker", "spoc", "facilitator", "other_facilitator"}
HERS = "Birmingham and Solihull Women's Aid"


def a_return(world, label):
    """The same one for everybody."""
    quarter = Quarter.of(NOON.date())
    quarter = quarter.previous if label == "signed" else quarter
    found = QuarterlyReturn.objects.filter(year=quarter.year, number=quarter.number).first()
    return found or draft_return(quarter, by=world.opcc, at=AFTER)


def drafted(world):
    return {"pk": a_return(world, "drafted").pk}


def signed(world):
    found = a_return(world, "signed")
    if not found.signed_at:
        for part in found.parts.all():
            check_part(part, comment="", by=world.manager, at=AFTER)
        sign(found, by=world.opcc, at=AFTER)
    return {"pk": found.pk}


def her_part(world):
    return {"pk": a_return(world, "drafted").parts.get(organisation__name=HERS).pk}


def her_study(world):
    study = CaseStudy.objects.first()
    if study is None:
        part = a_return(world, "drafted").parts.get(organisation__name=HERS)
        study = write_study(part, title="A year", body="Back at work.", by=world.iss_manager, at=AFTER)
    return {"pk": study.pk}


def a_paper(world):
    """Made for the only one who may ask."""
    found = signed(world)
    if not MadePaper.objects.filter(quarterly_return=found["pk"]).exists():
        ask_for_paper(RETURN, QuarterlyReturn.objects.get(**found), by=world.opcc, at=world.now)
        make_paper(MadePaper.objects.get(quarterly_return=found["pk"]), at=world.now)
    return found | {"part": 1}


ROWS = {
    "returns": Row(who=MANAGERS | OPCC),
    "new_return": Row(who=OPCC),
    "quarterly_return": Row(who=OPCC, kwargs=drafted),
    "count_return_again": Row(who=MANAGERS | OPCC, kwargs=drafted, method="post", status=302),
    "sign_return": Row(who=OPCC, kwargs=drafted),
    "return_xlsx": Row(who=OPCC, kwargs=signed),
    "return_pdf": Row(who=OPCC, kwargs=signed),
    "return_paper": Row(who=OPCC, kwargs=signed),
    "return_paper_file": Row(who=OPCC, kwargs=a_paper),
    "return_part": Row(
        who=OPCC | {"iss_manager"}, hidden_from=frozenset({"manager", "other_iss_manager"}), kwargs=her_part
    ),
    "new_case_study": Row(
        who=frozenset({"iss_manager"}),
        hidden_from=frozenset({"manager", "other_iss_manager"}),
        kwargs=her_part,
    ),
    "case_study": Row(
        who=frozenset({"iss_manager", "iss_worker"}),
        hidden_from=WRITERS - {"iss_manager", "iss_worker"},
        kwargs=her_study,
    ),
}
