"""What can be opened in an emergency, what stands open, and what there is to review.

Read as the service: who asks may not see the file itself. What they may see is said here, by ``visible_to`` and the side.
"""

from django.urls import reverse

import iss.models
import referrals.models
from accounts.acting import for_the_service
from accounts.roles import Permission, Role
from audit.breaking import opened_to
from iss.models import PartnerFile
from iss.statuses import HerStatus
from referrals.models import Referral

# His first: a reference is that of one of them
GLASSES = (referrals.models.Glass, iss.models.Glass)
RELATED = {
    referrals.models.Glass: ("referral", "user__organisation"),
    iss.models.Glass: ("file", "user__organisation"),
}


@for_the_service("who opens a file in an emergency says its reference before it is theirs to see")
def file_of(reference, user):
    """The file of this reference on the side of ``user``, whoever holds it, or None. Never one of the other side."""
    if user.may(Permission.SEE_HER_FILES):
        rows = PartnerFile.objects.filter(destroyed_at=None).exclude(status=HerStatus.HELD)
    else:
        rows = Referral.objects.filter(merged_into=None, destroyed_at=None)
    return rows.filter(reference=reference.strip().upper()).first()


def is_kept_for(file, user):
    return type(file).objects.kept_for(user).filter(pk=file.pk).exists()


@for_the_service("an opening that somebody may see, with whose file it was")
def glass_of(reference, user):
    """The opening of this reference that ``user`` may see, or None."""
    found = (
        model.objects.visible_to(user)
        .filter(reference=reference)
        .select_related(*RELATED[model], "reviewed_by")
        for model in GLASSES
    )
    return next((glass for rows in found for glass in rows), None)


def opened_by(user, *, since):
    """How often ``user`` has opened a file so since a moment."""
    return sum(model.objects.filter(user=user, opened_at__gt=since).count() for model in GLASSES)


def standing_open(user):
    """What stands open to ``user`` now, for the words on every page."""
    model = PartnerFile if user.may(Permission.SEE_HER_FILES) else Referral
    if not opened_to(user, model):
        return []
    glasses = model._meta.get_field("glasses").related_model
    return list(glasses.objects.open_to(user).select_related(RELATED[glasses][0]).order_by("until"))


@for_the_service("openings that somebody reviews, with whose files they were")
def to_review(user, *, most):
    """Openings that ``user`` reads, the latest first: at most so many of each side."""
    sides = GLASSES if user.role == Role.DPO else (GLASSES[:1] if user.role == Role.MANAGER else GLASSES[1:])
    found = (
        model.objects.visible_to(user)
        .exclude(user=user)
        .select_related(*RELATED[model])
        .prefetch_related("deadlines__rule")
        .order_by("-opened_at", "-pk")[:most]
        for model in sides
    )
    return sorted(
        (glass for rows in found for glass in rows), key=lambda glass: glass.opened_at, reverse=True
    )


def address(glass):
    return reverse("glass", args=[glass.reference])
