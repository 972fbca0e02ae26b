"""What happens to the drafts of somebody who leaves: nobody else ever sees them, and they are deleted in time."""

from django.db.models import Count, Max

from accounts.acting import for_the_service

from .models import Draft


@for_the_service("how many drafts somebody has, and until when; none of their words")
def unfinished_of(person):
    """{"number": how many unfinished drafts the person has, "last": when the last of them is deleted, or None}."""
    drafts = Draft.objects.unfinished().filter(owner=person)
    return drafts.aggregate(number=Count("pk"), last=Max("expires_at"))
