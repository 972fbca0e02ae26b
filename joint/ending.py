"""What the end of his file means at the joint table: the other professionals are told."""

from referrals.consequences import CLOSED, after
from referrals.owing import says

from .actions.professionals import not_named_yet, owe_telling
from .models import Professional
from .reports.shelf import unfinished


@after(CLOSED)
def others_are_told(referral, *, confirmed, by, at):
    owe_telling(referral, by=by, at=at)


@says
def what_is_begun(referral):
    return unfinished(referral)


@says
def who_is_to_be_told(referral):
    """The other professionals who wait to be told, by name: here, or still on the referral form alone."""
    if referral.contacted_at is None:
        return []
    named = Professional.objects.filter(referral=referral, told_at=None).order_by("pk")
    names = [person.name for person in named] + [agency.name for agency in not_named_yet(referral)]
    return [f"Tell the other professionals: {', '.join(names)}."] if names else []
