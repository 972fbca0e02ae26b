"""Files opened in an emergency: who may, who reviews, and from whom an opening is hidden."""

from monitoring.glass.actions import break_glass
from referrals.models import Glass

from .policy import Row

HIS_OPENERS = frozenset(
    {"social_worker", "colleague", "other_social_worker", "spoc", "facilitator", "other_facilitator"}
)
ISS_WORKERS = frozenset({"iss_worker", "other_iss_worker"})
ISS_MANAGERS = frozenset({"iss_manager", "other_iss_manager"})
REVIEWERS = frozenset({"manager", "dpo"})


def an_opening(world):
    """By a facilitator of another area, of a file of its own: it opens nothing that another row asks for."""
    glass = Glass.objects.first() or break_glass(
        world.contacted(),
        because="away",
        reason="The area's facilitators do not answer.",
        by=world.other_facilitator,
        at=world.now,
    )
    return {"reference": glass.reference}


ROWS = {
    "break_glass": Row(who=HIS_OPENERS | ISS_WORKERS | ISS_MANAGERS),
    "glasses": Row(who=REVIEWERS | ISS_MANAGERS),
    "glass": Row(
        who=REVIEWERS | {"other_facilitator"},
        hidden_from=(HIS_OPENERS - {"other_facilitator"}) | ISS_WORKERS | ISS_MANAGERS,
        kwargs=an_opening,
    ),
    "close_glass": Row(
        who=frozenset({"other_facilitator"}),
        hidden_from=(HIS_OPENERS - {"other_facilitator"}) | ISS_WORKERS | ISS_MANAGERS,
        kwargs=an_opening,
        method="post",
        status=302,
    ),
}
