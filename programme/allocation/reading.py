"""The men who wait and the groups that are open, as allocation looks at them: a few queries, however many there are."""

from datetime import datetime, time, timedelta

from django.db.models import Avg, Count, DurationField, ExpressionWrapper, F, Q

from programme.fitting import facts_of_groups, facts_of_men
from programme.models import Group
from programme.reading import waiting, with_places
from referrals.availability import can_come
from referrals.models import Referral
from timescales.working_time import LONDON

from .proposing import propose
from .ranking import Offer, Waiting, suggestions

# More at once nobody reads; who has waited longest comes first.
MOST = 1000
# [D] What "now" means where it is said how long people wait
LATELY = timedelta(days=365)


def offers_to(user, *, at):
    """The groups with a session to come that the person may place men in, as Offers, and {key: group}."""
    groups = [group for group in with_places(Group.objects.visible_to(user), at=at) if group.next_at]
    facts = facts_of_groups(groups, at=at)
    return [_offer(group, facts[group.pk]) for group in groups], {group.pk: group for group in groups}


def _offer(group, facts):
    return Offer(
        group.pk,
        facts,
        group.area_id,
        group.area.name,
        group.weekday,
        group.starts,
        group.next_pk,
        group.next_at.astimezone(LONDON),
        group.language,
        group.version.counted,
    )


def men_waiting(user, **only):
    """[referral] of the men who wait, longest first, and [Waiting] of the same."""
    found = waiting(user).filter(**only).order_by("decision_date", "pk")
    found = found.select_related("man", "area", "availability_told")
    referrals = list(found.prefetch_related("availability_told__areas")[:MOST])
    facts = facts_of_men(referrals)
    return referrals, [_waiting(referral, facts[referral.pk]) for referral in referrals]


def _waiting(referral, facts):
    man, day = referral.man, referral.decision_date or referral.received_date
    since = datetime.combine(day, time.min, tzinfo=LONDON)
    return Waiting(
        referral.pk, facts, referral.area_id, can_come(referral), since, man.language, man.interpreter_needed
    )


def proposal_for(user, *, at, **only):
    """[(referral, Suggestion, group)] with a place proposed for each, longest waiting first, and [referral] without."""
    referrals, men = men_waiting(user, **only)
    offers, groups = offers_to(user, at=at)
    proposal = propose(men, offers)
    local = at.astimezone(LONDON)
    placed, nowhere = [], []
    for referral, man in zip(referrals, men, strict=True):
        offer = proposal.places.get(referral.pk)
        if offer is None:
            nowhere.append(referral)
        else:
            [suggestion] = suggestions(man, [offer], at=local)
            placed.append((referral, suggestion, groups[offer.key]))
    return placed, nowhere


def suggestions_for(referral, user, *, at):
    """[(Suggestion, group)] for one man, best first."""
    _, men = men_waiting(user, pk=referral.pk)
    offers, groups = offers_to(user, at=at)
    local = at.astimezone(LONDON)
    return [(found, groups[found.offer.key]) for man in men for found in suggestions(man, offers, at=local)]


def waits(user, *, at):
    """How long it took lately from the referral to the first assessment offered and to the first session offered.

    {"assessment": {"days", "number"}, "session": ...}: mean days of referrals of the last year, as Figures 21 and 23
    count them; ``days`` is None where there is none. Shorter waits go with staying.
    """
    since = (at - LATELY).astimezone(LONDON).date()
    rows = Referral.objects.visible_to(user).filter(received_date__gte=since)
    days = {
        "assessment": F("assessment_offered_date") - F("received_date"),
        "session": F("first_session_offered_date") - F("received_date"),
    }
    found = rows.aggregate(
        **{
            f"{name}_days": Avg(ExpressionWrapper(between, DurationField())) for name, between in days.items()
        },
        assessment_number=Count("pk", filter=Q(assessment_offered_date__isnull=False)),
        session_number=Count("pk", filter=Q(first_session_offered_date__isnull=False)),
    )
    return {
        name: {"days": _in_days(found[f"{name}_days"]), "number": found[f"{name}_number"]} for name in days
    }


def _in_days(between):
    return None if between is None else between / timedelta(days=1)
