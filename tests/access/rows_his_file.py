"""His file, and the decision at assessment."""

from .policy import Row
from .rows_referrals import OR_PASSED_ON, of_the_area, on

READERS = frozenset({"social_worker", "colleague", "facilitator", "manager"})
STRANGERS = frozenset({"other_social_worker", "other_facilitator", "spoc"})

ROWS = {
    "file": Row(who=READERS, hidden_from=STRANGERS, kwargs=on("programme")),
    "file_part": Row(
        who=READERS,
        hidden_from=STRANGERS,
        kwargs=lambda world: {"pk": world.programme_file.pk, "name": "history"},
    ),
    "file_summary": of_the_area("programme", hidden_from=OR_PASSED_ON),
    "file_summary_pdf": of_the_area("programme", hidden_from=OR_PASSED_ON),
    "decide": of_the_area("attended"),
}
