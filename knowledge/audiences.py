"""Who is told about a team: everybody in it who refers."""

from django.urls import reverse

from accounts.models import User
from accounts.roles import Role
from alerts.audiences import Audience, Recipient, resolves


@resolves("accounts.team", Audience.REFERRER)
def social_workers(team, at):
    people = User.objects.in_role(Role.SOCIAL_WORKER).filter(team=team).order_by("pk")
    return [Recipient(person, "Referring to My Time", reverse("briefing")) for person in people]
