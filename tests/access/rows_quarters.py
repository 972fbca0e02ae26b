"""A quarter and the targets: counts of the region, or of the service of those who support her."""

from monitoring.models import Target

from .policy import Row

SEE = frozenset({"manager", "iss_manager", "other_iss_manager", "opcc"})
OPCC = frozenset({"opcc"})

ROWS = {
    "this_quarter": Row(who=SEE, status=302),
    "quarter": Row(who=SEE, kwargs=lambda world: {"year": 2019, "number": 2}),
    "targets": Row(who=SEE),
    "new_target": Row(who=OPCC),
    "end_target": Row(who=OPCC, kwargs=lambda world: {"pk": Target.objects.first().pk}),
}
