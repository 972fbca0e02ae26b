"""Her safety plan, and whether any paper of it is safe for her."""

from accounts.acting import one_act
from accounts.refusal import Refused
from audit.trail import record
from iss.models import PartnerFile
from iss.plan import PARTS

NAMES = {part.name for part in PARTS}


@one_act
def write_safety_plan(file, *, parts, made_date=None, by, at):
    """A new version; earlier ones are kept. ``parts``: {name of a Part: words}; empty ones are left out."""
    PartnerFile.objects.select_for_update(of=("self",)).get(pk=file.pk)
    said = {name: words for name, words in parts.items() if words.strip()}
    if not said:
        raise Refused("Write at least one part of the plan.")
    if not set(said) <= NAMES:
        raise ValueError(f"There is no such part of a plan: {sorted(set(said) - NAMES)}")
    before = file.safety_plans.order_by("-version").first()
    if before and before.parts == said:
        raise Refused("Nothing is different from the version before.")
    version = before.version + 1 if before else 1
    written = file.safety_plans.create(version=version, parts=said, made_date=made_date, by=by, at=at)
    record("safety_plan.written", file, by=by, at=at, version=version)
    return written


@one_act
def choose_paper(file, *, wanted, asked_date, because="", heading="", parts=(), by, at):
    """Her answer: a sheet with the parts and under the words she chose, or no paper at all."""
    if wanted and not parts:
        raise Refused("Choose at least one part for the sheet.")
    chosen = file.plan_papers.create(
        wanted=wanted,
        because="" if wanted else because,
        heading=heading if wanted else "",
        parts=[part.name for part in PARTS if part.name in parts] if wanted else [],
        asked_date=asked_date,
        by=by,
        at=at,
    )
    record("safety_plan.paper_chosen", file, by=by, at=at, wanted=wanted)
    return chosen
