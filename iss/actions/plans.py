"""Her safety plan."""

from django.db import transaction

from audit.trail import record
from iss.models import PartnerFile


@transaction.atomic
def write_safety_plan(file, *, plan, needs="", by, at):
    """A new version; earlier ones are kept."""
    PartnerFile.objects.select_for_update(of=("self",)).get(pk=file.pk)
    latest = file.safety_plans.order_by("-version").values_list("version", flat=True).first() or 0
    written = file.safety_plans.create(version=latest + 1, plan=plan, needs=needs, by=by, at=at)
    record("safety_plan.written", file, by=by, at=at, version=written.version)
    return written
