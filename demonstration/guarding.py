"""What guards the records: files opened in an emergency or restricted, copies, a hold; the trail is sealed."""

from datetime import timedelta

from accounts.models import User
from accounts.roles import Role
from audit.heads import make_head
from audit.seals import seal
from iss.models import PartnerFile
from joint.restricting.actions import restrict
from joint.restricting.reading import kept_of, may_be_named, proposed
from monitoring.glass.actions import break_glass, review
from monitoring.readers.actions import tell_of_unusual_reading
from monitoring.retention.actions import hold
from monitoring.subject_access import actions as copies
from referrals.models import Referral

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def guard(people, *, at):
    on_programme = list(Referral.objects.filter(status="on_programme").order_by("pk")[:5])
    _emergencies(people, on_programme[0], at)
    _copies(people, [referral.man for referral in on_programme[1:]], at)
    closed = Referral.objects.filter(status="closed").order_by("-pk").first()
    hold(
        closed,
        because="A serious case review of the safeguarding partners",
        by=people["dpo"],
        at=at - 9 * DAY,
    )
    _restrict(people, on_programme[-1], at)
    tell_of_unusual_reading(people["facilitator"], window="hour", number=74, usual=60, at=at - 5 * HOUR)
    seal_yesterday(at=at)


def _restrict(people, referral, at):
    """A file of each side that only those who are named find."""
    hers = PartnerFile.objects.exclude(status__in=("held", "closed")).order_by("-pk")
    his_kept, her_kept = kept_of(referral), kept_of(hers.first())
    said = "He plays in the football team of one of our facilitators."
    restrict(
        his_kept,
        because="known",
        reason=said,
        named=_who(his_kept, at),
        by=people["manager"],
        at=at - 2 * DAY,
    )
    managers = User.objects.in_role(Role.ISS_MANAGER).of(her_kept.file.provider)
    said = "She works at the front desk of a service that we share an office with."
    named = _who(her_kept, at)
    restrict(her_kept, because="partner", reason=said, named=named, by=managers.first(), at=at - 2 * DAY)


def _who(kept, at):
    """Those who are proposed; where nobody is, as of an older record, the first two who could be named."""
    may = may_be_named(kept, at=at)
    return list(may.filter(pk__in=proposed(kept, at=at))) or list(may[:2])


def _emergencies(people, referral, at):
    """The SPOC opens again a file that was passed on long ago: once reviewed, once waiting for it."""
    spoc = people["spoc"]
    said = "His sister rang the office: he had not come home, and she feared for him."
    first = break_glass(referral, because="danger", reason=said, by=spoc, at=at - 5 * DAY)
    found = "Right to do. The facilitator was at a session; the duty telephone is now with two people."
    review(first, outcome="justified", found=found, by=people["manager"], at=at - 4 * DAY)
    said = "The custody sergeant asks whether he is with us and who works with him tonight."
    break_glass(referral, because="asked", reason=said, by=spoc, at=at - 3 * HOUR)


def _copies(people, men, at):
    """A request at each stage: new, to prepare, to check, to give."""
    manager, dpo = people["manager"], people["dpo"]
    for stage, man in enumerate(men):
        day = at - (3 + 4 * stage) * DAY
        request = copies.take_request(man=man, received_date=day.date(), by=dpo, at=day)
        if stage >= 1:
            copies.check_identity(
                request, how="He came in and showed his driving licence", by=dpo, at=day + HOUR
            )
            copies.gather(request, by=manager, at=day + DAY)
        if stage >= 2:
            copies.prepare(request, items={}, phrases=["Robin"], by=manager, at=day + DAY)
        if stage >= 3:
            copies.check(request, approve=True, by=dpo, at=day + 2 * DAY)


def seal_yesterday(*, at):
    """All that the cases left in the trail, as if it had been sealed the day before."""
    while seal(at=at - DAY):
        continue
    make_head(at=at)
