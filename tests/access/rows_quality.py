"""Data quality: counts for the commissioner, files for those who keep them, and neither for anybody else."""

from .policy import FACILITATORS, ISS, Row

HIS = FACILITATORS | {"manager"}

ROWS = {
    "quality": Row(who=HIS | ISS | {"opcc"}),
    "quality_files": Row(who=HIS, kwargs=lambda world: {"code": "ethnicity"}),
    "report_errata": Row(who=frozenset({"manager", "iss_manager", "other_iss_manager", "opcc"})),
    "completeness_target": Row(who=frozenset({"opcc"})),
}
