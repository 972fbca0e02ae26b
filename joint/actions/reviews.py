"""Hold a monthly review: what was brought is minuted, what is agreed becomes somebody's task, the month begins anew."""

from datetime import timedelta

from django.db.models import Max
from django.urls import reverse
from django.utils.timezone import localtime

from accounts.acting import one_act
from accounts.refusal import Refused
from alerts.actions import raise_alert
from alerts.audiences import Audience, Recipient, people
from alerts.kinds import Kind
from audit.trail import record
from iss.models import PartnerFile
from joint.models import JointReview, TableAction, TableItem
from joint.pairing import service_of, services_of
from joint.reviews.rules import next_due
from referrals.models import Referral
from referrals.statuses import Status
from timescales import clocks
from timescales.models import PromiseRule
from timescales.promises import Promise, Unit

from .tasks import agree_action, answer_action
from .words import SHARING_STOPPED

REVIEWED = (Status.ON_PROGRAMME, Status.ON_HOLD)


@one_act
def hold_review(
    referral, *, held_date, risk, provider=None, attended=(), agreed=(), done=(), by, at, **facts
):
    """Record a monthly review of the man and one service. The next is due a calendar month on, while he is on the
    programme.

    ``provider``: the service it was held with; that of whoever records it, or the only one linked, goes without saying.
    ``agreed``: mappings of what, owner and due_date. ``done``: actions of before that are done. ``facts``: attended_by, attendance, incidents, measures,
    risk_because, minutes, and actions in words.
    """
    referral = Referral.objects.select_for_update(of=("self",)).get(pk=referral.pk)
    if referral.sharing_stopped:
        raise Refused(SHARING_STOPPED)
    provider = _with_whom(referral, provider, by)
    review = JointReview.objects.create(
        referral=referral, provider=provider, held_date=held_date, risk=risk, by=by, at=at, **facts
    )
    review.attended.set(attended)
    brought = TableItem.objects.filter(
        referral=referral, provider=provider, occasion=TableItem.Occasion.REVIEW
    ).open()
    brought.brought().update(review=review)
    for action in done:
        answer_action(action, outcome=TableAction.Outcome.DONE, by=by, at=at)
    for action in agreed:
        agree_action(referral, provider=provider, review=review, by=by, at=at, **action)
    _keep_review(review, at=at)
    _keep_risk_review(review, at=at)
    _tell(referral, provider, by=by, at=at)
    record("review.held", referral, by=by, at=at, risk=risk)
    return review


def _with_whom(referral, provider, by):
    services = services_of(referral)
    provider = service_of(by) or provider
    if provider is None and len(services) == 1:
        return services[0]
    if provider is None and services:
        raise Refused("Say with which service the review was held.")
    if provider is not None and provider not in services:
        raise Refused("This service is not linked to him.")
    return provider


def _tell(referral, provider, *, by, at):
    """My Time's managers, and her worker in the service that took part: another service has another review."""
    raise_alert(
        Kind.REVIEW_HELD,
        about=referral,
        to=[Audience.MY_TIME_MANAGERS, *workers_at(referral, provider, at=at)],
        at=at,
        by=by,
    )


def workers_at(referral, provider, *, at):
    """Who of the service works with a partner of his, each led to the page of the table."""
    page = reverse("pair", args=[referral.pk])
    files = PartnerFile.objects.told_of(referral).filter(provider=provider)
    found = [recipient for file in files for recipient in people(file, [Audience.ISS], at=at)]
    return [Recipient(recipient.person, referral.reference, page) for recipient in found]


def _keep_review(review, *, at):
    """The promise is kept when every service linked to him has had its review since it began; the month counts from
    the day on which the first of them was held, not from that on which it was written down. One of before the present
    promise began keeps nothing: that promise was for the next."""
    referral = review.referral
    running = referral.deadlines.running().filter(promise=Promise.JOINT_REVIEW).first()
    held = _held_since(running) if running else {review.provider_id: review.held_date}
    if running and not ({service.pk for service in services_of(referral)} or {None}) <= set(held):
        return
    kept_at, first = _moment(max(held.values()), at), _moment(min(held.values()), at)
    kept_at = max(kept_at, running.started_at) if running else kept_at
    clocks.keep(referral.deadlines, Promise.JOINT_REVIEW, at=kept_at)
    if referral.status in REVIEWED:
        clocks.start(referral.deadlines, Promise.JOINT_REVIEW, at=kept_at, due_at=_due(first, running))


def _keep_risk_review(review, *, at):
    """The review that an incident forced: any review held since, monthly or not."""
    running = review.referral.deadlines.running().filter(promise=Promise.REVIEW_RISK).first()
    if running and review.held_date >= localtime(running.started_at).date():
        kept_at = max(_moment(review.held_date, at), running.started_at)
        clocks.keep(review.referral.deadlines, Promise.REVIEW_RISK, at=kept_at)


def _held_since(running):
    """{service: the last day on which it was reviewed with} of the reviews after the promise began."""
    since = localtime(running.started_at).date()
    reviews = JointReview.objects.filter(referral=running.referral_id, held_date__gt=since)
    return dict(reviews.order_by().values_list("provider").annotate(Max("held_date")))


def _moment(day, at):
    """That day at the clock time of ``at``; never later than ``at``."""
    return at - max(localtime(at).date() - day, timedelta(0))


def _due(held, running):
    """None where the timescale counts otherwise than in calendar months: then the rule itself says when."""
    rule = PromiseRule.objects.in_force(Promise.JOINT_REVIEW, held)
    if running is None or rule.unit != Unit.CALENDAR_MONTHS:
        return None
    return next_due(held, started=running.started_at, due=running.due_at, months=rule.amount)
