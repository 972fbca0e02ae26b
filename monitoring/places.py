"""Organisations, their teams, and which provider supports the partners of which area."""

from django.db import IntegrityError, transaction

from accounts.acting import one_act
from accounts.models import Area, Organisation, Team
from accounts.refusal import Refused
from audit.trail import record

Kind = Organisation.Kind


@one_act
def add_organisation(*, name, kind, phone="", by, at):
    if Organisation.objects.filter(name__iexact=name).exists():
        raise Refused("There is an organisation of this name already.")
    organisation = Organisation.objects.create(name=name, kind=kind, phone=phone)
    record("organisation.added", organisation, by=by, at=at, kind=kind)
    return organisation


@one_act
def add_team(*, organisation, name, by, at):
    if organisation.kind != Kind.CHILDRENS_SERVICES:
        raise Refused("Only children's services are divided into teams.")
    try:
        with transaction.atomic():
            team = Team.objects.create(organisation=organisation, name=name)
    except IntegrityError as twice:
        raise Refused(f"{organisation} has a team of this name already.") from twice
    record("team.added", team, by=by, at=at, organisation=organisation.pk)
    return team


@one_act
def change_area(area, *, provider, childrens_services, by, at):
    """From now on new referrals of the area go here; files that exist stay with who has them."""
    area = Area.objects.select_for_update(of=("self",)).get(pk=area.pk)
    if provider.kind != Kind.ISS_PROVIDER:
        raise Refused(f"{provider} is not an ISS provider.")
    if childrens_services and childrens_services.kind != Kind.CHILDRENS_SERVICES:
        raise Refused(f"{childrens_services} is not a children's services organisation.")
    before = area.provider_id
    area.provider, area.childrens_services = provider, childrens_services
    area.save(update_fields=["provider", "childrens_services"])
    record("area.changed", area, by=by, at=at, provider=provider.pk, provider_before=before)
