from django import template

from referrals.statuses import Status as S

register = template.Library()

TONES = {
    S.RECEIVED: "blue",
    S.ACKNOWLEDGED: "blue",
    S.CONTACTED: "teal",
    S.ASSESSMENT_BOOKED: "teal",
    S.PENDING: "orange",
    S.UNSUITABLE: "red",
    S.SUITABLE: "green",
    S.ON_PROGRAMME: "green",
    S.COMPLETED: "purple",
    S.CLOSED: "grey",
    S.ON_HOLD: "yellow",
    S.MERGED: "grey",
}


@register.filter
def his_tone(status):
    """The colour of a status of his file; its words come from the status itself."""
    return TONES.get(status, "grey")
