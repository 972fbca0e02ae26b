"""Accounts whose last day is past, and those that nobody uses: of these their person is told beforehand, then they are
closed. An administrator opens them again.
"""

from django.conf import settings
from django.db.models import F, Q
from django.db.models.functions import Greatest
from django.urls import reverse
from django.utils import timezone

from accounts.identity import SYSTEM, acting_as
from accounts.models import User
from accounts.roles import Role
from alerts.actions import raise_alert
from alerts.audiences import Recipient
from alerts.kinds import Kind

from .leaving import close_account


def unused_since(moment):
    """Working accounts that nobody has signed in to since ``moment``. An account without any date does not count."""
    used_at = Greatest("last_login", "date_joined", "opened_again_at")
    return User.objects.working().annotate(used_at=used_at).filter(used_at__lt=moment).order_by("pk")


def close_ended_accounts(*, at):
    """Whoever was here until yesterday is out already; now those who hand out the work hear of it. Alerts: 0."""
    for person in User.objects.working().filter(until_date__lt=timezone.localtime(at).date()).order_by("pk"):
        with acting_as(SYSTEM):
            close_account(person, by=None, at=at, why="last_day")
    return 0


def watch_unused_accounts(*, at):
    """Warn of accounts that are closed soon, and close those whose time is over. Alerts raised."""
    if not settings.UNUSED_CLOSES_AFTER:
        return 0
    soon = unused_since(at - settings.UNUSED_CLOSES_AFTER + settings.UNUSED_WARNED_BEFORE)
    warned = sum(_warn(person, at=at) for person in soon.filter(_not_warned()))
    # Nobody is closed who was not told in time, whatever stood still meanwhile
    told = Q(warned_unused_at__lt=at - settings.UNUSED_WARNED_BEFORE)
    for person in unused_since(at - settings.UNUSED_CLOSES_AFTER).filter(told, ~_not_warned()):
        _close(person, at=at)
    return warned


def _not_warned():
    """Never, or before they last came back."""
    return Q(warned_unused_at=None) | Q(warned_unused_at__lt=F("used_at"))


def _warn(person, *, at):
    with acting_as(SYSTEM):
        same = User.objects.filter(pk=person.pk, warned_unused_at=person.warned_unused_at)
        if not same.update(warned_unused_at=at):
            return 0
        because = f"Sign in within {settings.UNUSED_WARNED_BEFORE.days} days, or it is closed."
        to = [Recipient(person, "your account", reverse("home"))]
        return int(raise_alert(Kind.ACCOUNT_UNUSED, about=person, to=to, because=because, at=at) is not None)


def _close(person, *, at):
    with acting_as(SYSTEM):
        others = User.objects.in_role(Role.ADMINISTRATOR).exclude(pk=person.pk)
        # Somebody must be left who can open accounts again
        if person.role != Role.ADMINISTRATOR or others.exists():
            close_account(person, by=None, at=at, why="unused")
