"""Her files by clock: what is due first stands first."""

from datetime import UTC, datetime

from django.db.models import DateTimeField, OuterRef, Prefetch, Subquery, Value
from django.db.models.functions import Coalesce

from accounts.models import User
from accounts.roles import Role
from timescales.promises import Promise

from .models import Deadline

NO_PROMISE = datetime(2900, 1, 1, tzinfo=UTC)


def by_clock(files):
    """``files`` with ``due`` (the first running promise, far away without one) and their ``running`` promises."""
    running = Deadline.objects.ticking().select_related("rule").order_by("due_at")
    first = running.filter(partner_file=OuterRef("pk")).values("due_at")[:1]
    latest = Value(NO_PROMISE, output_field=DateTimeField())
    return (
        files.annotate(due=Coalesce(Subquery(first), latest))
        .select_related("worker", "referral")
        .prefetch_related(Prefetch("deadlines", queryset=running, to_attr="running"))
    )


def first_promises(file):
    """The promise due first, and an unanswered distress alert whatever else is late."""
    return file.running[:1] + [
        later for later in file.running[1:] if later.promise == Promise.ANSWER_DISTRESS
    ]


def workers_of(file):
    """Who may be given her file."""
    return User.objects.in_role(Role.ISS_WORKER, Role.ISS_MANAGER).of(file.provider_id).order_by("name")
