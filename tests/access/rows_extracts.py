"""Extracts for evaluators. Those who ask see how it stands; the file goes to whoever decides, and to nobody else."""

from monitoring.extract.actions import approve, ask_for_extract
from monitoring.extract.making import make_extract
from monitoring.models import Extract
from tests.world import NOON

from .policy import Row

SEE = frozenset({"opcc", "manager", "dpo"})


def an_extract(world):
    """The same one for everybody; made, and its file is there."""
    extract = Extract.objects.first()
    if extract is None:
        extract = ask_for_extract(
            evaluator="Dr Hallworth",
            organisation="University of Arden",
            purpose="Who stays.",
            basis="Agreement of May",
            first_day=None,
            last_day=None,
            by=world.opcc,
            at=NOON,
        )
        approve(extract, handover="In person", by=world.dpo, at=NOON)
        make_extract(extract, at=world.now)
    return {"pk": extract.pk}


ROWS = {
    "extracts": Row(who=SEE),
    "new_extract": Row(who=frozenset({"opcc", "manager"})),
    "extract": Row(who=SEE, kwargs=an_extract),
    "extract_zip": Row(who=frozenset({"dpo"}), kwargs=an_extract),
    "extract_dictionary": Row(who=SEE),
    "extract_dictionary_csv": Row(who=SEE),
}
