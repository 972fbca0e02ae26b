"""What somebody was told since they were here, and need not acknowledge: that has a section of its own."""

from datetime import timedelta

from django.db.models import F, Q, Subquery
from django.urls import reverse

from accounts.models import SignedIn
from alerts.models import Notice
from timescales.words import span, when

from .items import Item, section

AT_ONCE = 5


def news(user, *, here, at):
    """The latest of it first. ``here``: the session of now, before which they were here last."""
    earlier = SignedIn.objects.visible_to(user).filter(person=user).exclude(pk=here.pk if here else None)
    last = Subquery(earlier.order_by("-seen_at").values("seen_at")[:1])
    unread = Notice.objects.visible_to(user).unopened().annotate(last=last)
    new = Q(last=None) | Q(told_at__gt=F("last")) | Q(told_at=None, alert__at__gt=F("last"))
    found = list(unread.filter(new).select_related("alert").order_by("-pk")[: AT_ONCE + 1])
    since = found[0].last if found else None
    return section(
        f"New since you were here on {when(since)}" if since else "New to you",
        found,
        lambda notice: _item(notice, at=at),
        cap=AT_ONCE,
        href=reverse("inbox"),
        link="See your inbox",
        columns=("What", "About", "When"),
    )


def _item(notice, *, at):
    return Item(
        title=notice.alert.get_kind_display(),
        href=reverse("notice", args=[notice.pk]),
        what=notice.reference,
        note=f"{span(max(at - notice.since, timedelta(0)))} ago",
    )
