"""The groups of his area that can take a man, and why the others cannot."""

from django.db.models import Prefetch

from .fitting import facts_of_groups, facts_of_men, reasons
from .models import Group, Session
from .reading import meets, places_left, with_places

SESSIONS_OFFERED = 6


def groups_for(referral, user, *, at, but=None):
    """{group that can take him: its next sessions} of his area, and [(group, when, why not)]. ``but``: his own group."""
    planned = Session.objects.visible_to(user).filter(state=Session.State.PLANNED, starts_at__gt=at)
    groups = with_places(Group.objects.visible_to(user).filter(area=referral.area_id).exclude(pk=but), at=at)
    coming = Prefetch("sessions", planned.order_by("starts_at"), to_attr="coming")
    groups = list(groups.prefetch_related(coming).order_by("name"))
    man, facts = facts_of_men([referral])[referral.pk], facts_of_groups(groups, at=at)
    can, others = {}, []
    for group in groups:
        group.left = places_left(group)
        reason = next((each.words for each in reasons(man, facts[group.pk])), "")
        reason = reason or ("" if group.coming else "No sessions are planned.")
        if reason:
            others.append((group, meets(group), reason))
        else:
            group.summary = _summary(group)
            can[group] = group.coming[:SESSIONS_OFFERED]
    return can, others


def _summary(group):
    places = "1 place left" if group.left == 1 else f"{group.left} places left"
    language = "" if group.language == "English" else f" In {group.language}."
    return f"{places} of {group.capacity}. {meets(group)}, {group.venue}. {group.version}.{language}"
