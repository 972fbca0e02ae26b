"""What the list of his files shows of each, for a whole page in the same few queries."""

from collections import namedtuple
from functools import cache, partial

from django.db import DEFAULT_DB_ALIAS
from django.db.models import BooleanField, ExpressionWrapper, Q

from accounts.addresses import address
from accounts.models import Area, User
from accounts.names import names_of
from accounts.roles import Permission, Role
from accounts.written import Written, one_of
from audit.breaking import opened_to

from .models import Deadline, Referral, name_of
from .models.referral import RUNS
from .next_steps import SHOWN_TO_REFERRER
from .statuses import Status

# Of sixty columns of a file and of everything that is known of a man, a line shows these
SHOWN = (
    *("pk", "newest", "reference", "status", "received_date", "area", "holder"),
    *("man__reference", "man__first_name", "man__last_name"),
)
_Row = namedtuple("_Row", SHOWN)
# Whose files follow from who they are and where: of the others their teams and what they referred would have to be told
_ALIKE = frozenset({Role.MANAGER, Role.SPOC, Role.FACILITATOR})
_PAUSED = ExpressionWrapper(Q(paused_at__isnull=False), output_field=BooleanField())


def with_what_is_shown(queryset):
    """The files, newest first, as rows of what a line shows of each: no more is made of them. Of what is overdue, since
    when too."""
    late = ("late_since",) if "late_since" in queryset.query.annotations else ()
    return queryset.by_newest().values_list(*SHOWN, *late, named=True)


def newest_of(user, number, *, everything):
    """The newest files that the person may see, as ``with_what_is_shown``, by a question that is written once for all who
    are alike. None if it has to be written for this person alone."""
    areas = user.area_ids if user.role == Role.FACILITATOR else ()
    nowhere = user.role == Role.FACILITATOR and not areas
    if user.role not in _ALIKE or nowhere or opened_to(user, Referral):
        return None
    asked = {f"area_{place}": area for place, area in enumerate(areas)}
    rows = _newest(user.role, number, everything, len(areas)).rows(person=user.pk, **asked)
    return [_Row(*row) for row in rows]


@cache
def _newest(role, number, everything, areas):
    def ask(*, person, **areas):
        reader = User(pk=person, role=role)
        reader.area_ids = list(areas.values())
        files = Referral.objects.kept_for(reader)
        return with_what_is_shown(files if everything else files.filter(RUNS))[:number]

    return Written(ask)


def lines(user, rows):
    """Of each row the file in words, its next promise (None where none runs), and who has it."""
    promises = _next_promises(user, [row.pk for row in rows])
    areas = names_of(Area, [row.area for row in rows])
    holders = names_of(User, [row.holder for row in rows])
    return [
        {
            "href": address("file", row.pk),
            "name": name_of(row.man__first_name, row.man__last_name, row.man__reference),
            "reference": row.reference,
            "status": row.status,
            "deadline": promises.get(row.pk),
            "area": areas.get(row.area),
            "holder": _holder(row.status, holders.get(row.holder), areas.get(row.area)),
            "received": row.received_date,
        }
        for row in rows
    ]


def _next_promises(user, files):
    """{file: the promise that runs out first of those that the person is shown}; what is paused comes last."""
    next_ones = _NEXT_OF_ALL if user.may(Permission.SEE_HIS_CONTENT) else _NEXT_FOR_REFERRERS
    found = next_ones.rows(files=files) if files else []
    deadlines = [Deadline.from_db(DEFAULT_DB_ALIAS, _COLUMNS, row) for row in found]
    return {deadline.referral_id: deadline for deadline in deadlines}


def _first_of_each(running, *, files):
    running = running.filter(one_of("referral", files))
    return running.order_by("referral", _PAUSED, "due_at").distinct("referral").values_list(*_COLUMNS)


_COLUMNS = [field.attname for field in Deadline._meta.concrete_fields]
_RUNNING = Deadline.objects.running()
_NEXT_OF_ALL = Written(partial(_first_of_each, _RUNNING))
_NEXT_FOR_REFERRERS = Written(partial(_first_of_each, _RUNNING.filter(promise__in=SHOWN_TO_REFERRER)))


def who_has_it(referral):
    holder = referral.holder.name if referral.holder_id else ""
    return _holder(referral.status, holder, str(referral.area) if referral.area_id else "")


def _holder(status, holder, area):
    if status == Status.RECEIVED:
        return "Single point of contact"
    if holder:
        return holder
    return f"Facilitators of {area}" if area else "Not recorded"
