"""He is referred on to another service; whoever did it is asked after some weeks what came of it."""

from datetime import timedelta

from django.conf import settings
from django.urls import reverse
from django.utils.timezone import localtime

from accounts.acting import one_act
from accounts.refusal import Refused
from accounts.roles import Permission
from alerts.actions import raise_alert
from alerts.audiences import Audience, Recipient
from alerts.kinds import Kind
from audit.trail import record
from referrals.models import SETTLED, OnwardReferral, Referral
from referrals.statuses import Status


def _ask_at(at):
    return at + timedelta(days=settings.ONWARD_ASKED_AFTER_DAYS)


@one_act
def refer_on(referral, *, service, referred_date, consent, without_consent_because="", by, at):
    """He was referred on to ``service``. Without his consent only for a reason that is written down."""
    if referral.status == Status.MERGED:
        raise Refused("This was a duplicate. Record it on the referral that goes on.")
    if not service.is_open(referred_date):
        raise Refused(f"{service} was not open on {referred_date:%-d %B %Y}.")
    onward = referral.onward.create(
        service=service,
        referred_date=referred_date,
        consent=consent,
        without_consent_because="" if consent else without_consent_because,
        by=by,
        at=at,
        ask_at=_ask_at(at),
    )
    _tell_the_referrer(referral, "He has been referred on to another service.", by=by, at=at)
    record("onward.referred", referral, by=by, at=at, service=service.slug, consent=consent)
    return onward


@one_act
def record_onward_outcome(onward, *, outcome, by, at):
    """What came of it. While it goes on, it is asked again."""
    onward = OnwardReferral.objects.select_for_update(of=("self",)).get(pk=onward.pk)
    onward.outcomes.create(outcome=outcome, by=by, at=at)
    onward.ask_at = None if outcome in SETTLED else _ask_at(at)
    onward.save(update_fields=["ask_at"])
    referral = onward.referral
    _tell_the_referrer(referral, "What came of his referral to another service is known.", by=by, at=at)
    record("onward.outcome", referral, by=by, at=at, service=onward.service.slug, outcome=outcome)


@one_act
def ask_what_came_of_it(onward, *, at):
    """Ask whoever referred him on, or who works the file now if that person cannot. True for the one who asked."""
    due = OnwardReferral.objects.to_ask(at).filter(pk=onward.pk)
    if due.update(ask_at=None, asked_at=at) != 1:
        return False
    referral, author = onward.referral, onward.by
    path = reverse("onward_outcome", args=[referral.pk, onward.pk])
    may = (
        author.may(Permission.REFER_ON)
        and Referral.objects.visible_to(author).filter(pk=referral.pk).exists()
    )
    to = (
        [Recipient(author, referral.reference, path)]
        if may
        else [Audience.FACILITATORS, Audience.MY_TIME_MANAGERS]
    )
    raise_alert(
        Kind.ONWARD_ASKED,
        about=referral,
        to=to,
        because=f"He was referred on on {localtime(onward.at):%-d %B %Y}.",
        key=f"{Kind.ONWARD_ASKED}:{onward.pk}:{at.isoformat()}",
        at=at,
    )
    return True


def _tell_the_referrer(referral, because, *, by, at):
    key = f"onward:{referral.pk}:{at.isoformat()}:{because[:8]}"
    raise_alert(Kind.STATUS, about=referral, to=[Audience.REFERRER], because=because, key=key, at=at, by=by)
