"""Of which files the social worker is asked; and the one action."""

from django.conf import settings
from django.db.models import Exists, OuterRef

from accounts.acting import one_act
from accounts.refusal import Refused
from audit.trail import record
from joint.models import Pulse
from outcomes.answers import check
from outcomes.models import InstrumentVersion, Stage
from referrals.models import Referral, StatusChange
from referrals.statuses import Status

CODE = "SW"
# The instrument is asked once: what is asked at the end is all of it
STAGE = Stage.END
ENDS = (Status.COMPLETED, Status.CLOSED, Status.UNSUITABLE)


def version_on(day):
    return InstrumentVersion.objects.in_force(CODE, day)


def to_ask(referrals, *, at):
    """Those of ``referrals`` (a queryset) that ended of late and nobody has answered or waved off yet."""
    since = at - settings.PULSE_ASKED_FOR
    ended = StatusChange.objects.filter(referral=OuterRef("pk"), to_status=OuterRef("status"), at__gte=since)
    found = referrals.filter(Exists(ended), status__in=ENDS, imported=False)
    return found.exclude(Exists(Pulse.objects.filter(referral=OuterRef("pk"))))


def is_asked(referral, *, at):
    return to_ask(Referral.objects.filter(pk=referral.pk), at=at).exists()


@one_act
def answer_pulse(referral, *, answers, by, at):
    """``answers``: {item: value}, or None where they would rather not say. Asked once, whoever answers first."""
    referral = Referral.objects.select_for_update(of=("self",)).get(pk=referral.pk)
    if Pulse.objects.filter(referral=referral).exists():
        raise Refused("A colleague has answered already. Thank you.")
    version = version_on(at.date())
    if answers is not None and check(version, answers, STAGE):
        raise Refused("Select one of the answers listed, or leave the question out.")
    pulse = Pulse.objects.create(referral=referral, version=version, answers=answers, by=by, at=at)
    record("pulse.answered" if answers else "pulse.skipped", referral, by=by, at=at, version=version.number)
    return pulse
