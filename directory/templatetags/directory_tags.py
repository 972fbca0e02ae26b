from datetime import datetime

from django import template
from django.utils.timezone import localtime

from directory.models import STALE, VERIFIED
from directory.telling import rows

register = template.Library()


@register.simple_tag
def standing(service, day):
    """How far it can be relied on on a day (or at a moment): {"text", "tone"} of a tag."""
    day = localtime(day).date() if isinstance(day, datetime) else day
    how = service.standing(day)
    if how == VERIFIED:
        return {"text": f"Verified on {service.verified_date:%-d %B %Y}", "tone": "green"}
    if how == STALE:
        return {"text": f"Last verified on {service.verified_date:%-d %B %Y}", "tone": "orange"}
    return {"text": "Not verified yet", "tone": "yellow"}


@register.simple_tag
def openness(service, day):
    """{"text", "tone"} of a tag where it is not simply open; nothing otherwise."""
    if service.open_from and day < service.open_from:
        return {"text": "Not open yet", "tone": "blue"}
    if service.open_to and day > service.open_to:
        return {"text": "Closed", "tone": "grey"}
    return {"text": "Closes soon", "tone": "orange"} if service.open_to else None


@register.simple_tag
def told_of(service, group):
    """[(what, value)] of a group of its facts; a value is empty where it is not recorded."""
    return rows(service, group)
