"""Load cohort files: all or nothing, and the same files a second time change nothing.

A row is known again by its reference. If its content is what was loaded before, it is left alone, however far the
case has gone on since; if it differs, that is an error, because history is corrected on the case and not by a file.
Nothing is sent, nobody is alerted and no clock is started.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from django.db import connection, transaction

from accounts.acting import one_act
from accounts.many import write_many
from accounts.models import Area, Organisation, User
from audit.trail import record
from iss.models import PartnerFile
from programme.models import Session
from referrals.models import Referral

from .cohort_files import Cohort, Problem, read_folder
from .cohort_files.rows import Row
from .cohort_rows import load_rows
from .models import CohortLoad, LoadedRow

LOCK = 7_300_001  # any number, the same for every import


@dataclass(frozen=True)
class Result:
    """What an import did. With problems, nothing was loaded."""

    problems: list[Problem] = field(default_factory=list)
    loaded: Mapping[str, int] = field(default_factory=dict)
    known: Mapping[str, int] = field(default_factory=dict)


@one_act
def import_cohort(
    folder: Path,
    *,
    by: User | None,
    at: datetime,
    dry_run: bool = False,
    tell: Callable[[str], object] = lambda words: None,
) -> Result:
    """Load the folder's files, or report every problem in them; ``tell`` hears how far it is."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(%s)", [LOCK])
    areas = tuple(Area.objects.order_by("name").values_list("name", flat=True))
    of_kind = Organisation.objects.filter(kind=Organisation.Kind.ISS_PROVIDER)
    providers = tuple(of_kind.order_by("name").values_list("name", flat=True))
    cohort, problems = read_folder(folder, areas=areas, providers=providers, at=at)
    if cohort is None:
        return Result(problems)
    keyed = _keyed(cohort)
    known = _known(keyed)
    problems = [*_changed(keyed, known), *_taken(keyed, known)]
    if problems:
        return Result(sorted(problems))
    new = {
        file: {key: row for key, row in rows.items() if key not in known[file]}
        for file, rows in keyed.items()
    }
    for file, rows in keyed.items():
        tell(f"{file}: {len(rows):,} rows read, {len(new[file]):,} of them new")
    if any(new.values()):
        with transaction.atomic():
            _load(new, by=by, at=at, tell=tell)
            transaction.set_rollback(dry_run)
    return Result(
        [], {file: len(rows) for file, rows in new.items()}, {f: len(rows) for f, rows in known.items()}
    )


def _keyed(cohort: Cohort) -> dict[str, dict[str, Row]]:
    """Every row under the reference by which it is known again; trainings have none but their content."""
    trainings: dict[str, Row] = {}
    counts: Counter[str] = Counter()
    for row in cohort.training:
        digest = row.digest()
        counts[digest] += 1
        trainings[f"{digest} {counts[digest]}"] = row
    return {
        "referrals.csv": {row.my_time_ref: row for row in cohort.referrals},
        "sessions.csv": {f"{row.my_time_ref}\t{row.session_ref}": row for row in cohort.sessions},
        "partners.csv": {row.iss_ref: row for row in cohort.partners},
        "training.csv": trainings,
    }


def _known(keyed: Mapping[str, Mapping[str, Row]]) -> dict[str, dict[str, str]]:
    """Digests of those rows that were loaded before."""
    return {
        file: dict(LoadedRow.objects.filter(file=file, key__in=list(rows)).values_list("key", "digest"))
        for file, rows in keyed.items()
    }


def _changed(
    keyed: Mapping[str, Mapping[str, Row]], known: Mapping[str, Mapping[str, str]]
) -> Iterable[Problem]:
    for file, digests in known.items():
        for key, digest in digests.items():
            row = keyed[file][key]
            if row.digest() != digest:
                expected = "the content with which this row was loaded before"
                yield Problem(file, row.line, "", key.replace("\t", " "), expected)


def _taken(
    keyed: Mapping[str, Mapping[str, Row]], known: Mapping[str, Mapping[str, str]]
) -> Iterable[Problem]:
    """References in the files that belong to something not loaded from a file."""
    used = {
        "referrals.csv": Referral.objects.all(),
        "partners.csv": PartnerFile.objects.all(),
    }
    for file, queryset in used.items():
        new = [key for key in keyed[file] if key not in known[file]]
        column = "my_time_ref" if file == "referrals.csv" else "iss_ref"
        for key in queryset.filter(reference__in=new).values_list("reference", flat=True):
            yield Problem(file, keyed[file][key].line, column, key, "a reference that no file here has yet")
    refs = {row.session_ref for row in keyed["sessions.csv"].values()}
    live = set(
        Session.objects.exclude(group=None).filter(reference__in=refs).values_list("reference", flat=True)
    )
    for row in keyed["sessions.csv"].values():
        if row.session_ref in live:
            expected = "a session that is not already in a group's register here"
            yield Problem("sessions.csv", row.line, "session_ref", row.session_ref, expected)


def _load(
    new: Mapping[str, Mapping[str, Row]], *, by: User | None, at: datetime, tell: Callable[[str], object]
) -> None:
    counts = {file: len(rows) for file, rows in new.items()}

    def written(file: str, number: int) -> None:
        tell(f"{file}: {number:,} of {counts[file]:,} rows written, not kept before all are")

    load = CohortLoad.objects.create(at=at, by=by)
    load_rows(Cohort(*(list(rows.values()) for rows in new.values())), by=by, at=at, tell=written)
    loaded = (
        {"load_id": load.pk, "file": file, "key": key, "digest": row.digest()}
        for file, rows in new.items()
        for key, row in rows.items()
    )
    write_many(LoadedRow, loaded)
    record("cohort.imported", load, by=by, at=at, rows=counts)
