"""Her file: its provider's own people, and nobody else."""

from .policy import ISS, Row

OURS = frozenset({"iss_worker", "iss_manager"})
THEIRS = ISS - OURS


def hers(name="linked", **row):
    return Row(
        who=OURS, hidden_from=THEIRS, kwargs=lambda world: {"pk": getattr(world, f"{name}_file").pk}, **row
    )


ROWS = {
    "her_files": Row(who=ISS),
    "her_file": hers(),
    "her_safe_contact": hers(),
    "her_contact": hers(),
    "her_no_safe_window": hers("released"),
    "her_distress": hers(method="post", status=302),
    "her_support": hers(),
    "her_measure": hers(),
    "her_open_support": hers(),
    "her_allocate": Row(
        who=frozenset({"iss_manager"}),
        hidden_from=frozenset({"other_iss_manager"}),
        kwargs=lambda world: {"pk": world.linked_file.pk},
    ),
    "her_timeline": hers(),
    "her_summary": hers(),
    "her_summary_pdf": hers(),
    "her_close": hers(),
    "her_reopen": hers(),
}
