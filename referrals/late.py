"""Files on which a promise has run out and is not kept, the longest overdue first. Each has ``late_since``: the moment at
which the first of its promises ran out."""

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, F, FilteredRelation, OuterRef, Q, Subquery

from accounts.written import one_of

from .models import Deadline

LONGEST_OVERDUE_FIRST = ("late_since", "pk")
# As ``ticking``, of promises that are joined to their files
_TICKS = Q(
    deadlines__kept_at=None, deadlines__stopped_at=None, deadlines__excused_at=None, deadlines__paused_at=None
)


def overdue(files, *, at):
    """Of all files. An index gives what is due in the order of the list, which stops after a page."""
    files = files.alias(late=FilteredRelation("deadlines", condition=_TICKS)).filter(late__due_at__lte=at)
    # The promise of that join: asked for by the relation, it would be joined a second time
    files = files.annotate(late_since=F("late__due_at")).alias(late_by=F("late__pk"))
    before = Q(due_at__lt=OuterRef("late_since")) | Q(
        due_at=OuterRef("late_since"), pk__lt=OuterRef("late_by")
    )
    return files.filter(~Exists(_of_the_file().filter(before)))


def overdue_of_some(files, *, at):
    """Of a choice among all files: what is overdue is looked up first, and the files by it. In either order nearly
    everything would be read to find few."""
    late = Deadline.objects.ticking().filter(due_at__lte=at)
    return _since(files.filter(one_of("pk", ArraySubquery(late.values("referral")))), at=at)


def overdue_of_few(files, *, at, promises=None):
    """Of an area or a team, in which little runs: file by file. ``promises``: those that the person is shown, if not all."""
    late = _of_the_file().filter(due_at__lte=at)
    shown = {} if promises is None else {"promise__in": promises}
    return _since(files.filter(Exists(late.filter(**shown)), owes=True), at=at, **shown)


def _since(files, *, at, **shown):
    late = _of_the_file().filter(due_at__lte=at, **shown).order_by("due_at")
    return files.annotate(late_since=Subquery(late.values("due_at")[:1]))


def _of_the_file():
    return Deadline.objects.ticking().filter(referral=OuterRef("pk"))
