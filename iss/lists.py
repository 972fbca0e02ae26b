"""What the list of her files shows of each, what is due first on top, and how many there are of what."""

from collections import namedtuple
from dataclasses import dataclass
from functools import cache

from django.db import DEFAULT_DB_ALIAS
from django.utils.timezone import localtime

from accounts.cover import any_cover
from accounts.models import User
from accounts.written import Written, one_of
from audit.breaking import opened_to
from timescales.promises import Promise

from .caseload import SOON, silent_since, with_clock
from .models import Deadline, PartnerFile
from .models.support import REACHED
from .statuses import HerStatus

# Of her file a line shows these
SHOWN = ("pk", "reference", "status", "first_name", "last_name", "worker__name", "due", "touched")
NUMBERS = ("late", "soon", "later", "quiet")
NOTHING = (*(0 for _ in NUMBERS), None)
MINE, ALL, NOBODY = "mine", "all", "nobody"
_Row = namedtuple("_Row", SHOWN)
# The same as ``caseload.counts``, of files that have been looked at once; without the offset, once for each number
_COUNTED = """SELECT {shown},
    count(*) filter (where due <= %s) over (),
    count(*) filter (where due > %s and due <= %s) over (),
    count(*) filter (where due > %s) over (),
    count(*) filter (where status in ({reached}) and not imported and touched < %s) over (),
    any_cover
from ({files} offset 0) files ({shown}, imported, any_cover) order by due, pk limit {number}"""


@dataclass(frozen=True)
class Caseload:
    """``rows``: the first in the order of the clock, or None; ``numbers`` count all of them. ``any_cover``: whether the
    person stands in for anybody or is covered; None where there is no file."""

    rows: list | None
    numbers: dict
    any_cover: bool | None


class _Counted(Written):
    """Of a queryset of ``SHOWN``, ``imported`` and ``any_cover``, with the moments that are counted by: the first rows,
    and on each how many there are of what."""

    def __init__(self, ask, number):
        super().__init__(ask)
        self._number = number

    def _put(self, asked):
        files, moments = asked
        sql, values = files.query.sql_with_params()
        shown, reached = ", ".join(SHOWN), ", ".join(f"'{status}'" for status in REACHED)
        counted = _COUNTED.format(shown=shown, reached=reached, files=sql, number=self._number)
        return counted, (*moments, *values)


def with_what_is_shown(files):
    """Files ``with_clock`` as rows of what a line shows of each: no more is made of them."""
    return files.values_list(*SHOWN, named=True)


def caseload_of(user, number, *, whose, at):
    """The first ``number`` of the open files that the person may see, in the order of the clock, and what is counted of
    all: by a question that is written once for all who are alike. None if it has to be written for this person alone."""
    if whose not in (MINE, ALL, NOBODY) or opened_to(user, PartnerFile):
        return None
    found = _caseload(user.role, whose, number).rows(
        person=user.pk,
        organisation=user.organisation_id,
        at=at,
        until=at + SOON,
        since=silent_since(at),
        day=localtime(at).date(),
    )
    *counted, covers = found[0][len(SHOWN) :] if found else NOTHING
    rows = [_Row(*row[: len(SHOWN)]) for row in found]
    return Caseload(rows, dict(zip(NUMBERS, counted, strict=True)), covers)


@cache
def _caseload(role, whose, number):
    def ask(*, person, organisation, at, until, since, day):
        reader = User(pk=person, role=role, organisation_id=organisation)
        files = PartnerFile.objects.kept_for(reader).exclude(status=HerStatus.CLOSED)
        if whose != ALL:
            files = files.filter(worker=person if whose == MINE else None)
        files = with_clock(files).annotate(any_cover=any_cover(reader, day=day))
        return files.values_list(*SHOWN, "imported", "any_cover"), (at, at, until, until, since)

    return _Counted(ask, number)


def promises_of(rows):
    """{key of a file: the promises that a line of it shows}: the one that is due first, and an unanswered distress alert
    whatever else is late."""
    found = {row.pk: [] for row in rows}
    ticking = _TICKING.rows(files=list(found)) if found else []
    for deadline in (Deadline.from_db(DEFAULT_DB_ALIAS, _COLUMNS, row) for row in ticking):
        shown = found[deadline.partner_file_id]
        if not shown or deadline.promise == Promise.ANSWER_DISTRESS:
            shown.append(deadline)
    return found


def _ticking(*, files):
    ticking = Deadline.objects.ticking().filter(one_of("partner_file", files))
    return ticking.order_by("due_at").values_list(*_COLUMNS)


_COLUMNS = [field.attname for field in Deadline._meta.concrete_fields]
_TICKING = Written(_ticking)
