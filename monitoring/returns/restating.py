"""What is known better now than when a return was signed. Computed beside it; the return itself stays."""

from dataclasses import dataclass

from .counting import sections


@dataclass(frozen=True)
class Restated:
    """One number of a signed return and what it is now. ``difference``: in words, empty where it is no number."""

    caption: str
    label: str
    column: str
    then: str
    now: str

    @property
    def difference(self):
        then, now = _whole(self.then), _whole(self.now)
        return "" if then is None or now is None else f"{now - then:+,}".replace("-", "−")


def restated(quarterly_return, *, at, of=None):
    """The numbers of the quarter's own column that differ now; ``of``: of one provider's part."""
    now = sections(quarterly_return.quarter, at=at)
    frozen = quarterly_return.frozen["sections"]
    return differences(frozen, now, of=of)


def differences(frozen, now, *, of=None):
    """``Restated`` of each number of two readings of the same sections, in order. Pure.

    What stands in one of them only counts as “–” in the other.
    """
    found = []
    known = {section["caption"]: section for section in now}
    for section in frozen:
        if of is None or section["of"] == of:
            found += _of_section(section, known.get(section["caption"], {"rows": []}))
    return found


def _of_section(section, current):
    before = {row[0]: row[1:] for row in section["rows"]}
    after = {row[0]: row[1:] for row in current["rows"]}
    for label in [*before, *(label for label in after if label not in before)]:
        then, now = before.get(label, ()), after.get(label, ())
        for place, column in enumerate(section["columns"][1:]):
            values = [row[place] if place < len(row) else "–" for row in (then, now)]
            if values[0] != values[1] and column != "Target":
                yield Restated(section["caption"], label, column, *values)


def _whole(words):
    plain = words.replace(",", "")
    return int(plain) if plain.isdigit() else None
