"""The desk of a social worker."""

from dataclasses import replace
from datetime import timedelta

from django.urls import reverse

from accounts.models import User
from accounts.roles import Role
from intake.models import Draft
from joint.following.facts import courses
from joint.pulse.asking import to_ask
from referrals.filters import current
from referrals.models import Referral
from timescales.promises import Promise
from timescales.words import span

from . import queries
from .following import unread
from .his import alerts
from .items import CAP, Item, his_item, section


def social_worker(user, *, at):
    names = queries.in_whose_name(user, at=at)
    followed = User.objects.in_role(Role.SOCIAL_WORKER).exclude(pk__in=names)
    mine = Referral.objects.visible_to(user).exclude(referrer__in=followed)
    return [
        alerts(user, at=at),
        section(
            "Asked of you",
            queries.his_clocks(user, names),
            _asked_item,
            href=reverse("referrals") + "?show=all&asked=on",
            presses=True,
            empty="Nothing is asked of you at the moment.",
        ),
        unread(user, mine, at=at),
        section(
            "Unfinished referrals",
            Draft.objects.visible_to(user).unfinished().order_by("expires_at", "pk"),
            lambda draft: _draft_item(draft, at),
            href=reverse("drafts"),
            columns=("Draft", "What to do", "Kept"),
        ),
        _under_way(user, at=at),
        _pulse(mine, at=at),
    ]


def _asked_item(deadline):
    """To the social worker the promise is an order, not news of somebody else."""
    item = his_item(deadline)
    return (
        replace(item, what="Acknowledge the referral back")
        if deadline.promise == Promise.REFER_BACK
        else item
    )


def _draft_item(draft, at):
    name = " ".join(
        str(draft.data.get("him", {}).get(part, "")) for part in ("first_name", "last_name")
    ).strip()
    return Item(
        title=name or draft.reference,
        reference=draft.reference if name else "",
        href=draft.get_absolute_url(),
        what="Finish and send",
        note=f"for {span(max(draft.expires_at - at, timedelta(0)))} more",
    )


def _pulse(mine, *, at):
    """Last on the page, and gone once it is answered or waved off: four questions are no work that is owed."""
    return section(
        "Four questions about working with us",
        to_ask(mine, at=at).by_newest().select_related("man"),
        lambda referral: Item(
            title=referral.man.name,
            reference=referral.reference,
            href=reverse("pulse", args=[referral.pk]),
            what="Answer, or say that you would rather not",
            note="asked once",
        ),
        href=reverse("referrals"),
    )


def _under_way(user, *, at):
    """How far each has come and what is promised next, newest first."""
    seen = current(Referral.objects.visible_to(user)).by_newest().select_related("man", "area")
    recent = list(seen[: CAP + 1])
    found = courses(recent, at=at)

    def item(referral):
        progress = found[referral.pk].progress
        return Item(
            title=referral.man.name,
            reference=referral.reference,
            href=referral.get_absolute_url(),
            what=progress.reached,
            note=progress.next,
        )

    return section(
        "Your team’s referrals" if user.team_id else "Your referrals",
        recent,
        item,
        href=reverse("referrals"),
        empty="Nobody of your team has a referral under way.",
        columns=("Who", "How far it has come", "What comes next"),
    )
