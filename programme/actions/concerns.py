"""A concern about a man at a session: told to those who lead it and to the managers, who must answer."""

from django.utils.timezone import localtime

from accounts.acting import one_act
from accounts.refusal import Refused
from alerts.actions import raise_alert
from alerts.audiences import Audience, Recipient
from alerts.kinds import Kind
from audit.trail import record
from programme.leading import leads_on
from programme.models import Attendance, Concern
from programme.reading import on_the_register


@one_act
def raise_concern(session, referral, *, words, by, at):
    """Nobody outside My Time is told: what concerns her safety is flagged as distress or reported as an incident."""
    expected = on_the_register(session)
    if (
        referral.pk not in expected
        and not Attendance.objects.filter(session=session, referral=referral).exists()
    ):
        raise Refused("He is not on the register of this session.")
    concern = Concern.objects.create(session=session, referral=referral, words=words, by=by, at=at)
    leads = leads_on(session.group, localtime(session.starts_at).date())
    beside = [
        Recipient(person, referral.reference, session.get_absolute_url())
        for person in leads
        if person.is_active
    ]
    raise_alert(
        Kind.CONCERN,
        about=referral,
        to=[*beside, Audience.MY_TIME_MANAGERS],
        because=f"Session of {localtime(session.starts_at):%-d %B %Y}.",
        key=f"concern:{concern.pk}",
        at=at,
        by=by,
    )
    record("concern.raised", referral, by=by, at=at, session=session.reference)
    return concern
