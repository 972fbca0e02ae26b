"""The statuses of his file as a Mermaid diagram and a table, from ``statuses.MOVES``."""

from .statuses import MOVES, REMEMBERS, Status

HEADER = """# The statuses of his file

Made by `python manage.py statemachine` from `referrals/statuses.py`; a test holds that this page and the table are the
same. A draft is the referrer's own until it is submitted. A file that is closed, on hold or unsuitable goes back only
to where it was.

"""


def diagram():
    """The whole page as text."""
    return HEADER + "\n".join([*_mermaid(), "", *_table(), ""])


def _mermaid():
    yield "```mermaid"
    yield "stateDiagram-v2"
    for status in Status:
        yield f"    {status.value}: {status.label}"
    yield "    [*] --> received: submitted"
    for old, news in MOVES.items():
        for new in sorted(news):
            yield f"    {old.value} --> {new.value}"
        if not news:
            yield f"    {old.value} --> [*]"
    yield "```"


def _table():
    yield "| status | can become |"
    yield "|---|---|"
    for old, news in MOVES.items():
        words = ", ".join(Status(new).label.lower() for new in sorted(news)) or "-"
        if old in REMEMBERS:
            words += " (where it was)"
        yield f"| {old.label} | {words} |"
