"""The theory of change is for everybody who signs in; what the record shows of good practice for those who see figures."""

from .policy import EVERYBODY, Row

ROWS = {
    "theory": Row(who=EVERYBODY),
    "benchmark_principles": Row(who=frozenset({"manager", "iss_manager", "other_iss_manager", "opcc"})),
}
