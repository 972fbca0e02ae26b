"""The lines of a home page: one piece of work each, and the sections they stand in."""

from dataclasses import dataclass, field
from datetime import timedelta

from django.urls import reverse
from django.utils.text import slugify

from timescales.promises import Promise
from timescales.words import span

CAP = 10
SOON = timedelta(days=7)
# While sharing is stopped nobody of the ISS but its managers learns that something happened
_ASK = "Ask your manager"


@dataclass(frozen=True)
class Item:
    """Something to do. ``deadline`` draws a clock; ``note`` says when in words where no promise runs."""

    title: str
    href: str
    what: str
    reference: str = ""
    deadline: object = None
    note: str = ""


@dataclass(frozen=True)
class Section:
    """``items`` holds at most CAP; ``more`` where there are others, which ``href`` lists.

    ``empty``: what to say when there is nothing; without it the section is then left out. ``presses``: its first
    line may be where the person begins. ``columns``: what stands over the title, the act and the time.
    """

    heading: str
    items: list = field(default_factory=list)
    more: bool = False
    href: str = ""
    link: str = "See them all"
    empty: str = ""
    presses: bool = False
    columns: tuple = ("Who", "What to do", "When")

    @property
    def shown(self):
        return bool(self.items or self.empty)

    @property
    def anchor(self):
        return slugify(self.heading)

    @property
    def number(self):
        """How many there are, as far as they are shown."""
        return f"{len(self.items)}+" if self.more else str(len(self.items))

    @property
    def late(self):
        """How many of its promises are broken already."""
        return sum(bool(item.deadline and item.deadline.missed_at) for item in self.items)


def section(heading, rows, item, *, cap=CAP, **words):
    """A section of the first ``cap`` of ``rows`` (an ordered queryset or a list), each made into an Item by ``item``."""
    found = list(rows[: cap + 1])
    return Section(heading, [item(row) for row in found[:cap]], more=len(found) > cap, **words)


def his_item(deadline):
    referral = deadline.referral
    return Item(
        title=referral.man.name,
        reference=referral.reference,
        href=referral.get_absolute_url(),
        what=deadline.promised,
        deadline=deadline,
    )


def her_item(deadline):
    file = deadline.partner_file
    return Item(
        title=file.name,
        reference=file.reference,
        href=file.get_absolute_url(),
        what=deadline.promised,
        deadline=deadline,
    )


def table_item(deadline, *, for_iss):
    """A promise that both sides owe, on the page of the joint table. While sharing is stopped the ISS sees no name."""
    referral = deadline.referral
    unnamed = for_iss and referral.sharing_stopped
    return Item(
        title=referral.reference if unnamed else referral.man.name,
        reference="" if unnamed else referral.reference,
        href=reverse("pair", args=[referral.pk]),
        what=_ASK if unnamed and deadline.promise == Promise.REVIEW_RISK else deadline.promised,
        deadline=deadline,
    )


def notice_item(notice, *, at):
    return Item(
        title=notice.alert.get_kind_display(),
        reference=notice.reference,
        href=reverse("notice", args=[notice.pk]),
        what="Read and acknowledge",
        note=f"told {span(max(at - notice.since, timedelta(0)))} ago",
    )
