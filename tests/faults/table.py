"""The table that docs/reliability.md shows."""

from .matrix import APART

HEAD = "| fault | faults | alerts due | delivered | doubled | lost | half-written | recovery | |"


def line(row):
    numbers = (row.faults, row.due, row.delivered, row.doubled, row.lost, row.half)
    cells = " | ".join(f"{number:,}" for number in numbers)
    return f"| {row.fault} | {cells} | {row.recovery:g} s | {row.note} |"


def table(rows):
    counted = [row for name, row in rows.items() if name not in APART]
    sums = [
        sum(getattr(row, name) for row in counted)
        for name in ("faults", "due", "delivered", "doubled", "lost", "half")
    ]
    cells = " | ".join(f"{number:,}" for number in sums)
    lines = [
        HEAD,
        "|---|" + "---:|" * 7 + "---|",
        *(line(row) for row in counted),
        f"| **all** | {cells} | | |",
    ]
    lines += [line(row) for name, row in rows.items() if name in APART]
    return "\n".join(lines)
