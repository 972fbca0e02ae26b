"""Take-up: of the social workers whom the system knows, how many have come, team by team."""

from django.db.models import Count, Exists, OuterRef, Q

from accounts.models import User
from accounts.roles import Role
from monitoring.figures.facts import percentage
from monitoring.models import Training

COLUMNS = [
    {"text": "Team"},
    {"text": "Social workers", "numeric": True},
    {"text": "Have come", "numeric": True},
    {"text": "Per cent", "numeric": True},
    {"text": "Since April last year", "numeric": True},
]


def by_team(*, since):
    """Rows for a table: of each team how many have ever come to a training or briefing, and how many since a day."""
    came = Training.known.through.objects.filter(user=OuterRef("pk"), training__withdrawn_at=None)
    lately = came.filter(training__held_date__gte=since)
    teams = (
        User.objects.filter(role=Role.SOCIAL_WORKER, is_active=True)
        .values("organisation__name", "team__name")
        .annotate(all=Count("pk"), came=Count("pk", Q(Exists(came))), lately=Count("pk", Q(Exists(lately))))
        .order_by("organisation__name", "team__name")
    )
    return [
        [
            f"{row['organisation__name']}: {row['team__name'] or 'no team'}",
            str(row["all"]),
            str(row["came"]),
            f"{percentage(row['came'], row['all'])}%",
            str(row["lately"]),
        ]
        for row in teams
    ]
