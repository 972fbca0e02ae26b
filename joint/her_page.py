"""Him, as her page shows him: what happens as it happens. Never his health, what was noted of him, or other men."""

from datetime import datetime

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Subquery
from django.db.models.functions import JSONObject

from accounts.presence import there
from accounts.roles import Permission
from iss.beside import shown_beside
from joint import overview
from joint.models import JointReview
from joint.updates.drafting import EXPECTED
from programme.models import Attendance
from referrals.models import StatusChange

SESSIONS, FLAGS = 6, 3


def _along(at):
    """When his file last moved, and the next sessions of his group."""
    moved = StatusChange.objects.filter(referral=OuterRef("referral")).order_by("-at")
    session = JSONObject(starts_at="starts_at", topic="topic__title", high_emotion="high_emotion")
    return {
        "his_status_at": Subquery(moved.values("at")[:1]),
        "his_sessions": ArraySubquery(
            overview.next_sessions(OuterRef(OuterRef("referral")), at).values(along=session)
        ),
    }


@shown_beside("him", along=_along, known="dvpp_parts_of_his_for_her(iss_partnerfile.referral_id)")
def him_beside_her(file, user, at):
    """None where no man is linked; while sharing is stopped only that it is."""
    him = file.referral
    if him is None:
        return None
    if him.sharing_stopped:
        return {"stopped": True, "reviews": user.may(Permission.COUNTER_ALLEGATION)}
    # Whoever is invited back begins to count his misses anew
    comes_back = him.misses_count_from is not None
    rows = overview.attended(him, comes_back=comes_back) if there(file, "attendances") else []
    came = overview.came(rows)
    flags = sorted((row for row in rows if row.distress_at), key=_when, reverse=True)
    return {
        "progress": overview.progress(him, rows),
        "came": came[:SESSIONS],
        "before": len(came[SESSIONS:]),
        "to_come": [_session(row) for row in file.his_sessions] if him.status in EXPECTED else [],
        "risks": overview.risks(him)[:1] if there(file, "risks") else [],
        "review": _review(him, user) if there(file, "reviews") else None,
        "distress": [(overview.day_of(row), row.distress_at) for row in flags[:FLAGS]],
        "status_at": file.his_status_at,
    }


def _session(row):
    topic = row["topic"] and {"title": row["topic"]}
    return {**row, "starts_at": datetime.fromisoformat(row["starts_at"]), "topic": topic}


def _when(row):
    return row.distress_at


def _review(him, user):
    reviews = JointReview.objects.visible_to(user).filter(referral=him)
    return reviews.order_by("-held_date", "-pk").first()


@shown_beside("updates")
def updates_beside_her(file, user, at):
    """How it stands with what she is told of him."""
    if file.referral is None:
        return None
    wish = file.update_wishes.order_by("-at", "-pk").first() if there(file, "update_wishes") else None
    # Nothing is released to her before she was asked
    latest = file.progress_updates.order_by("-released_at", "-pk").first() if wish else None
    wanted = wish is not None and wish.wanted and not file.referral.sharing_stopped
    return {
        "wish": wish,
        "latest": latest,
        "new": _recorded_since(file, latest) if wanted else 0,
        "to_tell": latest if latest and latest.told_at is None else None,
    }


def _recorded_since(file, latest):
    """How many sessions were recorded since the last update."""
    rows = Attendance.objects.filter(referral=file.referral)
    return rows.filter(at__gt=latest.until_at).count() if latest else rows.count()
