"""What somebody who goes away has not acknowledged yet reaches whoever stands in."""

from django.db import transaction
from django.utils.timezone import localtime

from accounts.acting import one_act
from accounts.models import Cover
from audit.restricting import is_closed

from .actions import ring
from .models import Notice

HANDED = ("reference", "path")


@one_act
def hand_over(cover, *, at):
    """One notice for the stand-in of each alert that waits for who is away. How many; a second time none.

    What is told while the cover runs reaches both anyway. A cover to come hands over nothing yet.
    """
    if not cover.from_date <= localtime(at).date() <= cover.to_date:
        return 0
    waiting = Notice.objects.filter(person=cover.away).unanswered().order_by("pk")
    waiting = waiting.exclude(is_closed("reference", cover.covered_by, "references"))
    known = Notice.objects.filter(person=cover.covered_by).values("alert")
    made = Notice.objects.bulk_create(
        [
            Notice(
                alert_id=notice.alert_id,
                person=cover.covered_by,
                must_acknowledge=True,
                told_at=at,
                mail_due_at=at,
                **{name: getattr(notice, name) for name in HANDED},
            )
            for notice in waiting.exclude(alert__in=known)
        ],
        ignore_conflicts=True,
    )
    if made:
        transaction.on_commit(ring, robust=True)
    return len(made)


def covers_that_run(*, at):
    covers = Cover.objects.on(localtime(at).date()).filter(covered_by__is_active=True)
    return covers.select_related("away", "covered_by").order_by("pk")
