"""The desks of those who open no case: the commissioner, the administrator, the data-protection officer."""

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.timezone import localtime

from accounts.models import Cover, Organisation, User
from alerts.delivery import mails_are_late
from audit.models import Entry
from monitoring.figures import Period
from monitoring.figures.facts import Facts
from monitoring.figures.outputs import outputs
from monitoring.models import Extract
from monitoring.trail import lines
from timescales.models import PromiseRule
from timescales.words import span

from .items import Item, section

LATEST = 10
HEADLINE = (
    ("referrals", "referrals", "one for each time a man was referred"),
    ("individuals", "men referred", ""),
    ("assessed", "men assessed", ""),
    ("accepted", "men found suitable", ""),
    ("completed", "men who completed", "every required session credited"),
    ("partners_supported", "partners supported", ""),
)


def headline(*, at):
    """Counts of the whole region since the service began."""
    counts = outputs(Facts(Period(as_at=at)))
    page = reverse("figures")
    return [
        {"label": label, "value": f"{counts[name]:,}", "note": note, "href": page}
        for name, label, note in HEADLINE
    ]


def platform(user, *, at):
    """People, who is away, timescales to come, and whether mail goes out."""
    people = User.objects.visible_to(user).aggregate(
        working=Count("pk", filter=Q(is_active=True)),
        invited=Count("pk", filter=Q(is_active=True, last_login=None)),
    )
    today, late = localtime(at).date(), mails_are_late(at)
    return [
        {"label": "people may sign in", "value": people["working"], "href": reverse("people") + "?state=yes"},
        {
            "label": "have never signed in",
            "value": people["invited"],
            "href": reverse("people") + "?state=new",
        },
        {
            "label": "people are away today",
            "value": Cover.objects.on(today).count(),
            "href": reverse("covers"),
        },
        {"label": "organisations", "value": Organisation.objects.count(), "href": reverse("organisations")},
        {
            "label": "changes of timescales to come",
            "value": PromiseRule.objects.filter(valid_from__gt=at).count(),
            "href": reverse("timescales"),
        },
        {"label": "emails", "value": "Late" if late else "On time", "tone": "late" if late else ""},
    ]


def trail(user):
    """The latest entries, in words."""
    return lines(Entry.objects.visible_to(user).order_by("-at", "-pk")[:LATEST])


def extracts(user, *, at):
    """What waits for the decision of the data-protection officer, the oldest first."""
    rows = Extract.objects.visible_to(user).undecided().without_content().order_by("asked_at", "pk")
    return section(
        "Extracts that wait for your decision",
        rows.select_related("asked_by"),
        lambda extract: Item(
            title=f"For {extract.evaluator}",
            reference=extract.reference,
            href=extract.get_absolute_url(),
            what="Weigh it and decide",
            note=f"asked {span(at - extract.asked_at)} ago",
        ),
        href=reverse("extracts"),
        presses=True,
        columns=("Extract", "What to do", "When"),
    )
