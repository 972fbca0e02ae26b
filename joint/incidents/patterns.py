"""Three in twelve months: an escalation that the system finds, for each side among what that side may know."""

from dataclasses import dataclass

from django.utils.timezone import localtime

from alerts.actions import raise_alert
from alerts.audiences import Audience, people
from alerts.kinds import Kind
from alerts.models import Alert
from iss.models import DashThreshold, PartnerFile
from joint.models import Incident

from .told import OUR_SIDE, THE_ISS

THREE = 3  # where an area has no threshold of its own


@dataclass(frozen=True)
class Pattern:
    """``days``: when they happened, newest first."""

    days: list

    @property
    def number(self):
        return len(self.days)


def find(incidents, *, threshold, on):
    """The pattern among ``incidents`` of the twelve months that end on the day ``on``, or None."""
    since = _a_year_before(on)
    days = sorted((row.happened_date for row in incidents if since < row.happened_date <= on), reverse=True)
    return Pattern(days) if len(days) >= threshold else None


def _a_year_before(day):
    try:
        return day.replace(year=day.year - 1)
    except ValueError:  # 29 February
        return day.replace(year=day.year - 1, day=28)


def threshold_of(referral, at):
    row = DashThreshold.objects.in_force(referral.area, at)
    return row.events if row else THREE


def pattern_for(user, referral, at):
    """What the person's own side may know of a pattern, over all referrals of the man that it may see."""
    seen = Incident.objects.visible_to(user).current().filter(referral__man=referral.man_id)
    return find(seen, threshold=threshold_of(referral, at), on=localtime(at).date())


def look_for_patterns(referral, *, at):
    """Alert each side once in twelve months of a pattern among the incidents that it may know."""
    current = Incident.objects.current().filter(referral__man=referral.man_id)
    threshold, on = threshold_of(referral, at), localtime(at).date()
    found = find(current.known_to_my_time(), threshold=threshold, on=on)
    if found:
        _alert(referral, [*OUR_SIDE, Audience.REFERRER], f"my_time:{referral.man_id}", found, at=at)
    for file in PartnerFile.objects.told_of(referral).select_related("provider"):
        known = current.known_to_provider(file.provider_id).filter(referral=referral)
        found = find(known, threshold=threshold, on=on)
        if found:
            _alert(file, people(file, THE_ISS, at=at), f"iss:{file.pk}", found, at=at)


def _alert(about, to, whose, found, *, at):
    key = f"pattern:{whose}:"
    since = _a_year_before(localtime(at).date())
    if Alert.objects.filter(key__startswith=key, at__date__gt=since).exists():
        return
    because = f"{found.number} incidents in twelve months."
    raise_alert(
        Kind.INCIDENT_PATTERN, about=about, to=to, because=because, key=f"{key}{at.isoformat()}", at=at
    )
