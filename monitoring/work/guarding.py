"""What the data-protection officer owes: reviews of what was opened in an emergency, and copies of records."""

from django.urls import reverse
from django.utils.timezone import localtime

from monitoring.glass.reading import address, to_review
from monitoring.models import CopyDeadline, CopyRequest, UnusualReading

from .items import Item, section

# Reviewed within two working days: among so many of a side stands whatever is not reviewed yet
LATEST = 50


def readings(user):
    rows = UnusualReading.objects.visible_to(user).unreviewed().select_related("person")
    return section(
        "Far more opened or taken away than usual",
        rows.order_by("since", "pk"),
        lambda row: Item(
            title=f"{row.person}: {row.how_many}",
            reference=row.reference,
            href=row.get_absolute_url(),
            what="Ask why, and review it",
            note=f"since {localtime(row.since):%-d %B, %H:%M}",
        ),
        presses=True,
        columns=("Who", "What to do", "When"),
    )


def openings(user):
    waiting = [glass for glass in to_review(user, most=LATEST) if not glass.reviewed_at]
    return section(
        "Opened in an emergency",
        sorted(waiting, key=lambda glass: glass.opened_at),
        lambda glass: Item(
            title=f"By {glass.user}",
            reference=glass.reference,
            href=address(glass),
            what="Read why, and review it",
            deadline=next((each for each in glass.deadlines.all() if each.is_running), None),
        ),
        href=reverse("glasses"),
        presses=True,
        columns=("Who", "What to do", "When"),
    )


def copies(user):
    due = CopyDeadline.objects.ticking().filter(request__in=CopyRequest.objects.visible_to(user))
    return section(
        "Copies of records to give",
        due.select_related("request", "rule").order_by("due_at", "pk"),
        lambda clock: Item(
            title=str(clock.request),
            href=clock.request.get_absolute_url(),
            what=clock.request.state[0],
            deadline=clock,
        ),
        href=reverse("copy_requests"),
        presses=True,
        columns=("Request", "How it stands", "When"),
    )
