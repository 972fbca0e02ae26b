"""Messages to read, and referrals that nobody follows any more: sections of several home pages."""

from datetime import timedelta

from django.db.models import Count, Exists, Max, OuterRef, Q
from django.urls import reverse

from referrals.following import numbers_of, referrers
from referrals.models import Message
from timescales.words import count, span

from .items import CAP, Item, section


def unread(user, files, *, at):
    """Messages that the person has not read, about ``files`` (a queryset of referrals that are theirs to answer)."""
    new = Message.objects.visible_to(user).unread_by(user)
    found = files.filter(Exists(new.filter(referral=OuterRef("pk")))).select_related("man")
    number = Count("messages", filter=Q(messages__in=new))
    return section(
        "Messages to read",
        found.annotate(number=number, latest=Max("messages__at")).order_by("latest", "pk"),
        lambda referral: Item(
            title=referral.man.name,
            reference=referral.reference,
            href=reverse("messages", args=[referral.pk]),
            what=f"Read {count(referral.number, 'new message')}",
            note=f"{span(max(at - referral.latest, timedelta(0)))} ago",
        ),
        href=reverse("referrals"),
        presses=True,
        columns=("Who", "What to do", "Last written"),
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
