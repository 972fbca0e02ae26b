"""What other services counted: numbers for those who see figures, entered by the commissioner's staff."""

from .policy import Row

SEE = frozenset({"manager", "iss_manager", "other_iss_manager", "opcc"})
OPCC = frozenset({"opcc"})

ROWS = {
    "other_counts": Row(who=SEE),
    "other_service": Row(who=SEE, kwargs=lambda world: {"code": "idva"}),
    "enter_other_counts": Row(who=OPCC),
    "upload_other_counts": Row(who=OPCC),
    "other_counts_template": Row(who=OPCC),
}
