"""Keep the directory: add, change, make sure of, and close a service."""

from django.utils.text import slugify
from django.utils.timezone import localtime

from accounts.acting import one_act
from accounts.refusal import Refused
from audit.trail import record

from .models import Service

TAKEN = {"", "add"}


@one_act
def add_service(*, name, areas=(), slug="", by, at, **fields):
    """A service nobody has verified yet. Its address is made from its name and stays when the name changes."""
    slug = slug or _address(name)
    if Service.objects.filter(slug=slug).exists() or Service.objects.filter(name=name).exists():
        raise Refused(f"The directory has a service called {name} already. Change that one.")
    service = Service.objects.create(slug=slug, name=name, **fields)
    service.areas.set(areas)
    record("service.added", service, by=by, at=at)
    return service


def _address(name):
    """The word in its address; never one that is the address of another page."""
    slug = slugify(name)[:50]
    return slug if slug not in TAKEN else f"service-{slug}".rstrip("-")


@one_act
def change_service(service, *, areas, by, at, **fields):
    """Names of what has changed. A change is not a verification."""
    service = Service.objects.select_for_update(of=("self",)).get(pk=service.pk)
    if Service.objects.filter(name=fields.get("name", "")).exclude(pk=service.pk).exists():
        raise Refused(f"The directory has another service called {fields['name']}.")
    changed = [name for name, value in fields.items() if getattr(service, name) != value]
    for name in changed:
        setattr(service, name, fields[name])
    service.save(update_fields=changed)
    if {area.pk for area in areas} != set(service.areas.values_list("pk", flat=True)):
        service.areas.set(areas)
        changed.append("areas")
    if changed:
        record("service.changed", service, by=by, at=at, changed=sorted(changed))
    return changed


@one_act
def verify_service(service, *, by, at):
    """Somebody has made sure today that what stands here is right."""
    Service.objects.filter(pk=service.pk).update(verified_date=localtime(at).date(), verified_by=by)
    record("service.verified", service, by=by, at=at)


@one_act
def close_service(service, *, last_date, by, at):
    """It takes nobody after ``last_date``. It stays in the directory: men have been referred to it."""
    service = Service.objects.select_for_update(of=("self",)).get(pk=service.pk)
    if service.open_from and last_date < service.open_from:
        raise Refused(f"It opened on {service.open_from:%-d %B %Y}: its last day is that day or a later one.")
    Service.objects.filter(pk=service.pk).update(open_to=last_date)
    record("service.closed", service, by=by, at=at, last_date=last_date.isoformat())
