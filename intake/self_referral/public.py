"""What the public pages say, from the rows of the day: who helps, and by when he hears from us."""

from django.utils.timezone import localtime

from knowledge.models import Contact
from timescales.models import PromiseRule
from timescales.promises import Promise


def about(*, at):
    rows = list(Contact.objects.on(localtime(at).date()))
    rules = PromiseRule.objects
    return {
        "men": [row for row in rows if row.whom == Contact.Whom.MEN],
        "afraid": [row for row in rows if row.whom == Contact.Whom.AFRAID],
        "acknowledged_within": rules.in_force(Promise.ACKNOWLEDGE, at).length,
        "contacted_within": rules.in_force(Promise.CONTACT_HIM, at).length,
    }
