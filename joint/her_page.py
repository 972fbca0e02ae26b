"""Him, as her page shows him: what happens as it happens. Never his health, what was noted of him, or other men."""

from accounts.roles import Permission
from iss.actions.updates import why_no_update
from iss.beside import shown_beside
from joint import overview
from joint.models import JointReview
from joint.updates.drafting import EXPECTED
from programme.models import Attendance

SESSIONS, FLAGS = 6, 3


@shown_beside("him")
def him_beside_her(file, user, at):
    """None where no man is linked; while sharing is stopped only that it is."""
    him = file.referral
    if him is None:
        return None
    if him.sharing_stopped:
        return {"stopped": True, "reviews": user.may(Permission.COUNTER_ALLEGATION)}
    came = overview.came(him)
    reviews = JointReview.objects.visible_to(user).filter(referral=him)
    flags = Attendance.objects.filter(referral=him, distress_at__isnull=False).select_related("session")
    return {
        "progress": overview.progress(him),
        "came": came[:SESSIONS],
        "before": len(came[SESSIONS:]),
        "to_come": overview.to_come(him, at) if him.status in EXPECTED else [],
        "risks": overview.risks(him)[:1],
        "review": reviews.order_by("-held_date", "-pk").first(),
        "distress": [
            (overview.day_of(row), row.distress_at) for row in flags.order_by("-distress_at")[:FLAGS]
        ],
        "status_at": him.status_changes.order_by("-at").values_list("at", flat=True).first(),
    }


@shown_beside("updates")
def updates_beside_her(file, user, at):
    """How it stands with what she is told of him."""
    if file.referral is None:
        return None
    latest = file.progress_updates.order_by("-released_at", "-pk").first()
    return {
        "wish": file.update_wishes.order_by("-at", "-pk").first(),
        "latest": latest,
        "new": 0 if file.referral.sharing_stopped else _recorded_since(file, latest),
        "to_tell": latest if latest and latest.told_at is None else None,
        "why_not": why_no_update(file, user, at=at),
    }


def _recorded_since(file, latest):
    """How many sessions were recorded since the last update."""
    rows = Attendance.objects.filter(referral=file.referral)
    return rows.filter(at__gt=latest.until_at).count() if latest else rows.count()
