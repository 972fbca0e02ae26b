"""Before she is contacted, and who has opened a file."""

from .policy import ISS, Row
from .rows_referrals import on

OURS = frozenset({"iss_worker", "iss_manager"})

ROWS = {
    "her_reach": Row(who=OURS, hidden_from=ISS - OURS, kwargs=lambda world: {"pk": world.linked_file.pk}),
    "her_file_opened": Row(
        who=frozenset({"iss_manager"}),
        hidden_from=frozenset({"other_iss_manager", "manager"}),
        kwargs=lambda world: {"pk": world.linked_file.pk},
    ),
    "file_opened": Row(
        who=frozenset({"manager"}),
        hidden_from=frozenset({"iss_manager", "other_iss_manager"}),
        kwargs=on("programme"),
    ),
}
