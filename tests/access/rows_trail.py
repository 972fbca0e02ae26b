"""What the data-protection officer takes out of the trail. The trail itself: rows_monitoring.py."""

from .policy import Row

DPO = frozenset({"dpo"})

ROWS = {
    "trail_export": Row(who=DPO),
    "trail_heads": Row(who=DPO),
    "trail_heads_file": Row(who=DPO),
}
