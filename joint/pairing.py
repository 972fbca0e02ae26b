"""Which services a man is paired with, and who may be asked to do something at which table."""

from django.db.models import Q

from accounts.acting import for_the_service
from accounts.models import Organisation, User
from accounts.roles import Role
from iss.models import PartnerFile

from .models import Side

ISS_ROLES = (Role.ISS_WORKER, Role.ISS_MANAGER)


@for_the_service("which services are linked to him is known to both sides, and nothing besides")
def services_of(referral):
    """The services linked to him, in a fixed order; empty where no partner of his is known.

    Whether her file is open makes no difference: My Time must not learn from it whether she is in touch.
    """
    linked = PartnerFile.objects.told_of(referral).values("provider")
    return list(Organisation.objects.filter(pk__in=linked).order_by("name", "pk"))


def side_of_person(user):
    return Side.ISS if user.role in ISS_ROLES else Side.MY_TIME


def service_of(user):
    """The service that somebody of the ISS speaks for; None for My Time."""
    return user.organisation if side_of_person(user) == Side.ISS else None


def key_of(user):
    """Under what the person's own side stands in ``side_records``: the service's id, None for My Time."""
    service = service_of(user)
    return service.pk if service else None


def readable(him, records, user):
    """The sides that the person may read, one's own first. Those of others once one's own is in, so that none leans on
    another, and not while sharing is stopped; that of another service never."""
    mine = records.get(key_of(user))
    if mine is None or him.sharing_stopped:
        return [mine] if mine else []
    of_others = [row for key, row in records.items() if row is not mine]
    if side_of_person(user) == Side.ISS:
        of_others = [row for row in of_others if row.side == Side.MY_TIME]
    return [mine, *of_others]


def of_my_time(area):
    """Those of My Time who may be given something to do about a man of the area."""
    managers = Q(role=Role.MANAGER)
    facilitators = Q(role=Role.FACILITATOR, areas=area) if area else Q(role=Role.FACILITATOR)
    return User.objects.working().filter(managers | facilitators).distinct().order_by("name", "pk")


def of_service(provider):
    if provider is None:
        return User.objects.none()
    return User.objects.in_role(*ISS_ROLES).of(provider).order_by("name", "pk")


def may_own(area, provider):
    """Who may be given an action agreed between My Time and ``provider`` about a man of ``area``."""
    ours, theirs = of_my_time(area).values("pk"), of_service(provider).values("pk")
    return (
        User.objects.filter(Q(pk__in=ours) | Q(pk__in=theirs))
        .select_related("organisation")
        .order_by("name", "pk")
    )


def owners_of(him, services):
    """The same for a table of several services."""
    found = may_own(him.area, None)
    for service in services:
        found = found | may_own(him.area, service)
    return found.distinct()


def who_may_attend(*services):
    """My Time's managers and facilitators, and those of the services."""
    ours = Q(role__in=(Role.MANAGER, Role.FACILITATOR))
    theirs = Q(role__in=ISS_ROLES, organisation__in=[service for service in services if service])
    return User.objects.working().filter(ours | theirs).select_related("organisation").order_by("name", "pk")


def table_of(referral, owner):
    """The service at whose table something was agreed that My Time wrote down: that of the owner, or the only one."""
    services = services_of(referral)
    return service_of(owner) or (services[0] if len(services) == 1 else None)
