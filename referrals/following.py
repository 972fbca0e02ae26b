"""Who follows which referrals for children's services, and who could: for handing them on when somebody leaves."""

from django.db.models import Count, Exists, OuterRef, Q, Subquery

from accounts.acting import for_the_service
from accounts.models import Team, User
from accounts.roles import Role

from .filters import current
from .models import Handover, Referral


def followed_by(person, *, came_from=None):
    """The referrals that the person follows and that are not over: open, or something is still owed.

    ``came_from``: only those that this other person followed last before.
    """
    found = current(Referral.objects.filter(referrer=person))
    if came_from is None:
        return found
    latest = Handover.objects.filter(referral=OuterRef("pk")).order_by("-at", "-pk")
    return found.alias(had_by=Subquery(latest.values("was")[:1])).filter(had_by=came_from.pk)


def of_organisation(referrals, organisation):
    """Those of one children's services: no referral leaves the authority that made it."""
    teams = Team.objects.filter(organisation=organisation)
    return referrals.filter(Q(team__in=teams) | Q(team=None, referrer__organisation=organisation))


def may_follow_for(person):
    """Social workers of the children's services whose referrals the person follows."""
    same = Q(organisation__in=_authorities_of(person)) | Q(organisation=person.organisation_id)
    working = User.objects.in_role(Role.SOCIAL_WORKER).filter(same).exclude(pk=person.pk)
    return working.select_related("organisation", "team").order_by("name", "pk")


@for_the_service("the authorities whose referrals somebody follows; no referral comes out")
def _authorities_of(person):
    return set(followed_by(person).exclude(team=None).order_by().values_list("team__organisation", flat=True))


@for_the_service("how many referrals somebody follows; no referral comes out")
def how_many_followed(person, *, came_from=None, organisation=None):
    """Of all, or only of those that belong to one children's services."""
    followed = followed_by(person, came_from=came_from)
    return (of_organisation(followed, organisation) if organisation else followed).count()


@for_the_service("the people who follow referrals; no referral comes out")
def _who_follow(people, *, whatever_became_of_it=False):
    """Ids of those of ``people`` (a queryset). Asked for each of them, who are few, and not of every referral."""
    referrals = Referral.objects.filter(referrer=OuterRef("pk"))
    referrals = referrals if whatever_became_of_it else current(referrals)
    return set(people.filter(Exists(referrals)).order_by().values_list("pk", flat=True))


def referrers(*, gone):
    """People who follow referrals that are not over. ``gone``: those who have left or do other work now, or the others."""
    here = Q(is_active=True, role=Role.SOCIAL_WORKER)
    people = User.objects.exclude(here) if gone else User.objects.filter(here)
    people = people.filter(pk__in=_who_follow(people))
    return people.select_related("organisation", "team")


def anybody():
    """Everybody who follows a referral, over or not, or may: whose referrals can be looked for."""
    following = Q(pk__in=_who_follow(User.objects.all(), whatever_became_of_it=True))
    return User.objects.filter(following | Q(role=Role.SOCIAL_WORKER)).select_related("organisation", "team")


@for_the_service("how many referrals people follow; no referral comes out")
def numbers_of(people):
    """{person id: how many referrals they follow that are not over}."""
    rows = current(Referral.objects.filter(referrer__in=people)).order_by().values("referrer")
    return dict(rows.annotate(number=Count("pk")).values_list("referrer", "number"))


@for_the_service("from whom somebody took referrals over, and how many; no referral comes out")
def had_from(person):
    """[(other person, number)]: from whom the person took on referrals that they still follow."""
    latest = Handover.objects.filter(referral=OuterRef("pk")).order_by("-at", "-pk").values("was")[:1]
    rows = followed_by(person).order_by().annotate(had_by=Subquery(latest)).exclude(had_by=None)
    numbers = dict(rows.values("had_by").annotate(number=Count("pk")).values_list("had_by", "number"))
    people = User.objects.in_bulk(numbers)
    return [(people[pk], number) for pk, number in sorted(numbers.items())]
