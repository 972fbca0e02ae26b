from django import template

from iss.statuses import HerStatus

register = template.Library()

TONES = {HerStatus.RELEASED: "orange", HerStatus.SUPPORTED: "green", HerStatus.CLOSED: "grey"}


@register.filter
def her_tone(status):
    """The colour of a status of her file; its words come from the status itself."""
    return TONES.get(status, "teal")
