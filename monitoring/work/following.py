"""Messages to read, and referrals that nobody follows any more: sections of several home pages."""

from datetime import timedelta

from django.db.models import Count, Max
from django.urls import reverse

from referrals.following import numbers_of, referrers
from referrals.models import Message, Referral
from timescales.words import count, span

from .items import CAP, Item, section


def unread(user, files, *, at):
    """Messages that the person has not read, about ``files`` (a queryset of referrals that are theirs to answer)."""
    new = Message.objects.unread_by(user).filter(referral__in=files.order_by().values("pk"))
    about = new.order_by().values("referral").annotate(number=Count("pk"), latest=Max("at"))
    rows = list(about.order_by("latest", "referral")[: CAP + 1])
    found = Referral.objects.select_related("man").in_bulk([row["referral"] for row in rows])
    return section(
        "Messages to read",
        rows,
        lambda row: _unread_item(found[row["referral"]], row["number"], row["latest"], at=at),
        href=reverse("referrals"),
        presses=True,
        columns=("Who", "What to do", "Last written"),
    )


def _unread_item(referral, number, latest, *, at):
    return Item(
        title=referral.man.name,
        reference=referral.reference,
        href=reverse("messages", args=[referral.pk]),
        what=f"Read {count(number, 'new message')}",
        note=f"{span(max(at - latest, timedelta(0)))} ago",
    )


def left_behind():
    """Social workers who have left, and how many referrals nobody follows since."""
    people = list(referrers(gone=True).order_by("name", "pk")[: CAP + 1])
    numbers = numbers_of(people)
    return section(
        "Referrals that somebody left behind",
        people,
        lambda person: Item(
            title=person.name,
            href=reverse("reassign_from", args=[person.pk]),
            what="Give them to a colleague",
            note=count(numbers.get(person.pk, 0), "referral"),
        ),
        href=reverse("reassign"),
        columns=("Who left", "What to do", "How many"),
    )
