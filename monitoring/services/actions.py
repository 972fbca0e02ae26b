"""What other services counted: entered, and put right by rows of their own; what was entered before stays."""

from dataclasses import dataclass

from accounts.acting import one_act
from accounts.refusal import Refused
from audit.trail import record
from monitoring.models import WHOLE_YEAR, OtherCount, OtherService


@dataclass(frozen=True)
class Count:
    """``quarter``: 1 to 4, or WHOLE_YEAR where only the year was reported."""

    service: OtherService
    year: int
    quarter: int
    sex: str
    number: int

    @property
    def key(self):
        return self.service.pk, self.year, self.quarter, self.sex


@dataclass(frozen=True)
class Entered:
    new: int
    corrected: int
    same: int

    @property
    def in_words(self):
        return f"{self.new} new, {self.corrected} corrected, {self.same} as they were."


@one_act
def enter_counts(counts, *, source, because="", by, at):
    """All of them or none. A number that differs from the one that stands corrects it, and says why."""
    list(OtherService.objects.select_for_update().order_by("pk"))  # one at a time
    standing = _standing({count.year for count in counts})
    _refuse_year_beside_quarters(counts, standing)
    changed = [count for count in counts if (old := standing.get(count.key)) and old.number != count.number]
    if changed and not because:
        raise Refused(
            f"{_told(changed[0], standing)} Say why it changes, and the old number stays on record."
        )
    OtherCount.objects.filter(pk__in=[standing[count.key].pk for count in changed]).update(superseded_at=at)
    new = [count for count in counts if count.key not in standing]
    OtherCount.objects.bulk_create(
        [_row(count, None, source, "", by, at) for count in new]
        + [_row(count, standing[count.key], source, because, by, at) for count in changed]
    )
    entered = Entered(len(new), len(changed), len(counts) - len(new) - len(changed))
    for service in {count.service for count in (*new, *changed)}:
        record("other_counts.entered", service, by=by, at=at, new=entered.new, corrected=entered.corrected)
    return entered


def _standing(years):
    rows = OtherCount.objects.standing().filter(year__in=years)
    return {(row.service_id, row.year, row.quarter, row.sex): row for row in rows}


def _row(count, old, source, because, by, at):
    return OtherCount(
        service=count.service,
        year=count.year,
        quarter=count.quarter,
        sex=count.sex,
        number=count.number,
        source=source,
        corrects=old,
        because=because,
        by=by,
        at=at,
    )


def _refuse_year_beside_quarters(counts, standing):
    """A year and its quarters would be added up as if they were different people."""
    kinds = {}
    for pk, year, quarter, _ in [*standing, *(count.key for count in counts)]:
        kinds.setdefault((pk, year), set()).add(quarter == WHOLE_YEAR)
    for count in counts:
        if len(kinds[count.service.pk, count.year]) > 1:
            year = f"{count.year}/{(count.year + 1) % 100:02}"
            raise Refused(
                f"{count.service} has a number for the whole of {year} or for its quarters: with both, people would be "
                "counted twice."
            )


def _told(count, standing):
    old = standing[count.key]
    return f"{old.service}, {old.period}, {old.get_sex_display().lower()} stands at {old.number:,}, not {count.number:,}."
