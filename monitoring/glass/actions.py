"""Break the glass, close it early, review it."""

from datetime import timedelta

from django.conf import settings

import iss.models
import referrals.models
from accounts.acting import one_act
from accounts.models import User
from accounts.refusal import Refused
from accounts.roles import Permission
from alerts.actions import raise_alert
from alerts.audiences import Recipient
from alerts.kinds import Kind
from audit.breaking import Because
from audit.models import Entry
from audit.trail import record
from referrals.models import Conflict, Referral
from referrals.references import new_reference
from timescales import clocks
from timescales.promises import Promise

from .owners import reviewers
from .reading import address, is_kept_for, opened_by

DAY = timedelta(days=1)
NOT_FOUND = "glass.not_found"


@one_act
def break_glass(file, *, because, reason, by, at):
    """Open ``file`` to ``by`` for some minutes; those who keep it and the data-protection officer hear at once."""
    User.objects.select_for_update().get(pk=by.pk)  # two at once are counted one after the other
    _refuse(file, by=by, at=at)
    his = isinstance(file, Referral)
    model = referrals.models.Glass if his else iss.models.Glass
    glass = model.objects.create(
        reference=new_reference("EM"),
        user=by,
        because=because,
        reason=reason,
        opened_at=at,
        until=at + settings.GLASS_LASTS,
        **{"referral" if his else "file": file},
    )
    by.glasses.clear()
    clocks.start(glass.deadlines, Promise.REVIEW_GLASS, at=at)
    words = f"{Because(because).label}. By somebody of {by.organisation}."
    raise_alert(Kind.GLASS_BROKEN, about=glass, to=reviewers(glass), because=words, by=by, at=at)
    record("glass.broken", file, by=by, at=at, glass=glass.reference, because=because)
    return glass


def _refuse(file, *, by, at):
    check_rate(by=by, at=at)
    if is_kept_for(file, by):
        raise Refused("You can open this file already: it is in your list.")
    if file.glasses.open_to(by).exists():
        raise Refused("This file stands open to you already.")
    man = getattr(file, "man", None) or (file.referral.man if file.referral else None)
    if man and Conflict.objects.in_force().filter(man=man, worker=by).exists():
        raise Refused("A conflict is recorded between you and this file. Ring your manager.")


def check_rate(*, by, at):
    tried = Entry.objects.filter(actor_id=by.pk, act=NOT_FOUND, at__gt=at - DAY).count()
    if opened_by(by, since=at - DAY) + tried >= settings.GLASS_A_DAY:
        raise Refused(
            f"You have opened, or tried to open, {settings.GLASS_A_DAY} files so within a day. Ring your manager."
        )


@one_act
def note_not_found(*, by, at):
    """Somebody asked for what is not there, or not on their side: it counts, and stands on the trail."""
    record(NOT_FOUND, by, by=by, at=at)


@one_act
def close_glass(glass, *, by, at):
    """Before its time is over. True for the one call that closed it."""
    if glass.user_id != by.pk:
        raise Refused("Only who opened it closes it.")
    closed = type(glass).objects.filter(pk=glass.pk, until__gt=at).update(until=at)
    if closed:
        by.glasses.clear()
        record("glass.closed", glass.file, by=by, at=at, glass=glass.reference)
    return bool(closed)


@one_act
def review(glass, *, outcome, found, by, at):
    """Whether it was justified, and what follows. Once, and never by who opened it."""
    if not by.may(Permission.REVIEW_GLASS) or glass.user_id == by.pk:
        raise Refused("Somebody else has to review what you opened.")
    values = {"outcome": outcome, "found": found, "reviewed_by": by, "reviewed_at": at}
    if not type(glass).objects.filter(pk=glass.pk, reviewed_at=None).update(**values):
        raise Refused("Somebody has reviewed it already.")
    clocks.keep(glass.deadlines, Promise.REVIEW_GLASS, at=at)
    told = [Recipient(glass.user, glass.reference, address(glass))]
    raise_alert(Kind.GLASS_REVIEWED, about=glass, to=told, by=by, at=at)
    record("glass.reviewed", glass.file, by=by, at=at, glass=glass.reference, outcome=outcome)
