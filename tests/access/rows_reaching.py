"""Before she is contacted, and who has opened a file."""

from .policy import ISS, Row

OURS = frozenset({"iss_worker", "iss_manager"})

ROWS = {
    "her_reach": Row(who=OURS, hidden_from=ISS - OURS, kwargs=lambda world: {"pk": world.linked_file.pk}),
}
