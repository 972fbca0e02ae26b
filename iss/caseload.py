"""Her files by clock: what is due first stands first."""

from datetime import UTC, datetime, timedelta

from django.db.models import Count, DateTimeField, OuterRef, Q, Subquery, Value
from django.db.models.functions import Cast, Coalesce, Greatest
from django.utils.timezone import localtime

from accounts.models import User
from accounts.roles import Role
from forms.panels import kept
from timescales.models import PromiseRule
from timescales.promises import Promise

from .models import Deadline, HerContactAttempt, PartnerFile, Support
from .models.support import REACHED
from .statuses import HerStatus

NO_PROMISE = datetime(2900, 1, 1, tzinfo=UTC)
NEVER = datetime(1900, 1, 1, tzinfo=UTC)
SOON = timedelta(days=7)


def with_clock(files):
    """``files`` with ``due`` (the first running promise, far away without one) and ``touched`` (when she was last spoken
    with)."""
    running = Deadline.objects.ticking().filter(partner_file=OuterRef("pk")).order_by("due_at")
    spoken = HerContactAttempt.objects.filter(file=OuterRef("pk"), two_way=True).order_by("-at")
    helped = Support.objects.with_her().filter(file=OuterRef("pk")).order_by("-date")
    return files.annotate(
        due=Coalesce(Subquery(running.values("due_at")[:1]), _moment(NO_PROMISE)),
        touched=Greatest(
            Coalesce(Subquery(spoken.values("at")[:1]), _moment(NEVER)),
            Coalesce(Cast(Subquery(helped.values("date")[:1]), DateTimeField()), _moment(NEVER)),
        ),
    )


def _moment(value):
    return Value(value, output_field=DateTimeField())


def late(at):
    return Q(due__lte=at)


def soon(at):
    return Q(due__gt=at, due__lte=at + SOON)


def nothing_soon(at):
    return Q(due__gt=at + SOON)


def out_of_touch(at):
    """Women who were reached, and with whom nobody has been in touch for as long as the rule says."""
    return Q(status__in=REACHED, imported=False, touched__lt=silent_since(at))


def silent_since(at):
    """Nobody has been in touch lately with whom nobody was in touch after this moment."""
    rule = kept(
        ("in touch", localtime(at).date()), lambda: PromiseRule.objects.in_force(Promise.KEEP_IN_TOUCH, at)
    )
    return at - (rule.due(at) - at)


def counts(at):
    """What is counted of a caseload, each number under the name by which the list is narrowed to it."""
    return {
        "late": Count("pk", filter=late(at)),
        "soon": Count("pk", filter=soon(at)),
        "later": Count("pk", filter=nothing_soon(at)),
        "quiet": Count("pk", filter=out_of_touch(at)),
    }


def workers_of(file):
    """Who may be given her file."""
    return workers_in(file.provider_id)


def loads(user, *, at):
    """{key of a worker: (open files, of them late)} of the files that ``user`` sees."""
    files = with_clock(PartnerFile.objects.visible_to(user)).exclude(status=HerStatus.CLOSED)
    asked = files.order_by().values("worker").annotate(open=Count("pk"), late=counts(at)["late"])
    return {row["worker"]: (row["open"], row["late"]) for row in asked}


def workers_in(provider_id):
    return User.objects.in_role(Role.ISS_WORKER, Role.ISS_MANAGER).of(provider_id).order_by("name")
