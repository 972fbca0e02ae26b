"""Write down and tell that somebody opens, searches for or takes away far more than people of their role do; review it."""

from django.utils.timezone import localtime

from accounts.acting import one_act
from accounts.models import User
from accounts.refusal import Refused
from accounts.roles import Permission, Role
from alerts.actions import raise_alert
from alerts.audiences import Recipient
from alerts.kinds import Kind
from audit.trail import record
from monitoring.models import UnusualReading
from referrals.references import new_reference


@one_act
def tell_of_unusual_reading(person, *, what=UnusualReading.What.FILES, window, number, usual, at):
    """Once a day for a person and ``what``; later the number grows. The data-protection officer hears with the first."""
    first = {
        "reference": new_reference("RD"),
        "window": window,
        "since": at,
        "number": number,
        "usual": usual,
    }
    rows = UnusualReading.objects
    row, new = rows.get_or_create(person=person, day=localtime(at).date(), what=what, defaults=first)
    if not new:
        rows.filter(pk=row.pk, window=window, number__lt=number).update(number=number)
        return row
    officers = User.objects.in_role(Role.DPO).order_by("pk")
    to = [Recipient(officer, row.reference, row.get_absolute_url()) for officer in officers]
    raise_alert(Kind.UNUSUAL_READING, about=row, to=to, at=at)
    facts = {"reading": row.reference, "what": what, "window": window, "number": number}
    record("reading.unusual", person, by=person, at=at, **facts)
    return row


@one_act
def review_reading(row, *, found, by, at):
    """What it was, in words. Once, and never by who read."""
    if not by.may(Permission.SEE_TRAIL) or row.person_id == by.pk:
        raise Refused("Somebody else has to review what you opened.")
    values = {"found": found, "reviewed_by": by, "reviewed_at": at}
    if not UnusualReading.objects.unreviewed().filter(pk=row.pk).update(**values):
        raise Refused("Somebody has reviewed it already.")
    record("reading.reviewed", row.person, by=by, at=at, reading=row.reference)
