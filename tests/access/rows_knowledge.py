"""The briefing pack, flyers, the induction, contact rows and quiet teams. None of them is about a case."""

from accounts.models import Team
from knowledge.models import Contact

from .policy import SOCIAL_WORKERS, Row

ADMINISTRATOR = frozenset({"administrator"})


def a_contact(world):
    return {"pk": Contact.objects.first().pk}


def a_team(world):
    return {"pk": Team.objects.first().pk}


ROWS = {
    "briefing": Row(public=True),
    "accessibility": Row(public=True),
    "briefing_pdf": Row(public=True),
    # Without saying which sheet, the page comes back and asks.
    "sheet": Row(public=True, status=400),
    "induction": Row(who=SOCIAL_WORKERS),
    "service_contacts": Row(who=ADMINISTRATOR),
    "add_service_contact": Row(who=ADMINISTRATOR),
    "service_contact": Row(who=ADMINISTRATOR, kwargs=a_contact),
    "end_service_contact": Row(who=ADMINISTRATOR, kwargs=a_contact, method="post", status=302),
    "quiet_teams": Row(who=ADMINISTRATOR),
    "leave_team_alone": Row(who=ADMINISTRATOR, kwargs=a_team, method="post", status=302),
}
