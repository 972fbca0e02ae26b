"""Her file on two pages of paper, for those who support her. How she is reached is not on it: paper is left lying about."""

from iss.measures.short import measures_in_short
from iss.models import Support
from iss.support.summary import summary

LATEST = 5


def summary_of(file, user, *, at):
    """All that the page and the paper show, from her file alone."""
    entries = list(Support.objects.visible_to(user).filter(file=file).standing().order_by("-date", "-pk"))
    contacts = file.contact_attempts.select_related("by").order_by("-at", "-pk")
    return {
        "file": file,
        "by": user,
        "at": at,
        "promises": file.deadlines.running().select_related("rule").order_by("due_at", "pk"),
        "dash": file.dashes.order_by("-at", "-pk").first(),
        "maracs": file.maracs.order_by("-recommended_at", "-pk"),
        "plan": file.safety_plans.order_by("-version").first(),
        "agreements": file.agreements.order_by("-asked_date", "-pk"),
        "contacts": contacts[:LATEST],
        "last_contact": contacts.filter(two_way=True).first(),
        "supports": entries[:LATEST],
        "measures": measures_in_short(file),
        "in_all": summary(entries),
    }
