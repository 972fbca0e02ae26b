"""A duplicate referral: what it held now hangs on the surviving person and referral."""

from django.db import transaction

from accounts.refusal import Refused
from alerts.actions import raise_alert
from alerts.audiences import Audience
from alerts.kinds import Kind
from audit.trail import record
from iss.actions import owe_support, release
from iss.models import PartnerFile
from iss.statuses import HerStatus
from referrals.models import Agreement, Man, Referral
from referrals.statuses import Status
from timescales import clocks
from timescales.promises import Promise

# Details are released with the provisional decision: from then on none may lie held.
AFTER_RELEASE = {Status.PENDING, Status.SUITABLE, Status.ON_PROGRAMME}


def likely_duplicates(referral):
    """Other open or past referrals of what may be the same man: same surname, and birth date or first name.

    His side only: nothing of hers is compared.
    """
    man = referral.man
    if not man.last_name:
        return Referral.objects.none()
    same = Man.objects.filter(last_name__iexact=man.last_name)
    same = same.filter(date_of_birth=man.date_of_birth) | same.filter(first_name__iexact=man.first_name)
    return (
        Referral.objects.filter(man__in=same)
        .exclude(pk=referral.pk)
        .exclude(status=Status.MERGED)
        .select_related("man", "area")
        .order_by("-received_date", "-pk")
    )


@transaction.atomic
def merge(duplicate, *, into, by, at):
    """Merge a referral not yet worked on ``into`` an earlier one of the same man."""
    if duplicate.pk == into.pk:
        raise Refused("A referral cannot be merged into itself.")
    # Whoever decides about the survivor meanwhile waits, and then releases what has come to it.
    into = Referral.objects.select_for_update(of=("self",)).select_related("man").get(pk=into.pk)
    if into.status == Status.MERGED:
        raise Refused("That referral has itself been merged. Choose the one it was merged into.")
    if not into.is_open:
        raise Refused(
            f"{into.reference} has ended. This is a new referral of the same man: check it and pass it on."
        )
    duplicate.move(Status.MERGED, by=by, at=at, merged_into=into)
    clocks.stop(duplicate.deadlines, at=at)
    for rows in (duplicate.contact_attempts, duplicate.agreements, duplicate.children, duplicate.attendances):
        rows.update(referral=into)
    PartnerFile.objects.filter(referral=duplicate).update(referral=into)
    into.linked_providers.add(*duplicate.linked_providers.all())
    _carry_over(duplicate, into, at=at)
    _release_what_is_due(into, by=by, at=at)
    Referral.objects.filter(pk=duplicate.pk).update(man=into.man)
    raise_alert(
        Kind.MERGED,
        about=duplicate,
        to=[Audience.REFERRER],
        because=f"It goes on as {into.reference}.",
        at=at,
        by=by,
    )
    record("referral.merged", duplicate, by=by, at=at, into=into.reference)


def _carry_over(duplicate, into, *, at):
    """What the duplicate alone knew and what it alone was promised hold for the survivor too."""
    if duplicate.strangulation and not into.strangulation:
        Referral.objects.filter(pk=into.pk).update(strangulation=True)
    agreed = into.agreements.filter(agreed=True)
    if agreed.filter(form=Agreement.Form.WRITTEN).exists():
        clocks.keep(into.deadlines, Promise.WRITTEN_AGREEMENT, at=at)
    elif agreed.exists():
        clocks.start(into.deadlines, Promise.WRITTEN_AGREEMENT, at=at)


def _release_what_is_due(into, *, by, at):
    """Details that came with the duplicate are not left behind when those of the survivor have been released."""
    stage = into.came_from if into.status == Status.ON_HOLD else into.status
    if stage not in AFTER_RELEASE:
        return
    for file in PartnerFile.objects.filter(referral=into, status=HerStatus.HELD):
        release(file, by=by, at=at)
        into.linked_providers.add(file.provider)
        if into.is_suitable:
            owe_support(file, at=at)
