"""Prepare for the table in private, and choose item by item what is brought to it."""

from accounts.acting import one_act
from accounts.refusal import Refused
from audit.trail import record
from joint.models import Side, TableItem
from joint.pairing import service_of, services_of, side_of_person

from .words import SHARING_STOPPED

OVER = "This has been spoken about already."


@one_act
def prepare_item(referral, *, occasion, topic, text, provider=None, brought=False, by, at):
    """Note something to speak about. Only one's own side sees it until it is brought to the table."""
    provider = service_of(by) or provider
    services = services_of(referral)
    if provider is None and services:
        if len(services) > 1:
            raise Refused("Say with which service you want to speak about it.")
        provider = services[0]
    if provider is not None and provider not in services:
        raise Refused("This service is not linked to him.")
    item = TableItem.objects.create(
        referral=referral,
        provider=provider,
        side=side_of_person(by),
        occasion=occasion,
        topic=topic,
        text=text,
        by=by,
        at=at,
    )
    record("table_item.prepared", referral, by=by, at=at, side=item.side)
    if brought:
        bring_item(item, by=by, at=at)
    return item


@one_act
def bring_item(item, *, by, at):
    """From now on the other side reads it."""
    if item.referral.sharing_stopped:
        raise Refused(SHARING_STOPPED)
    if _mine(item, by).filter(brought_at=None).update(brought_at=at, brought_by=by) == 1:
        record("table_item.brought", item.referral, by=by, at=at, side=item.side)


@one_act
def take_back_item(item, *, by, at):
    """It goes back into one's own preparation. Whoever has read it has read it."""
    if _mine(item, by).update(brought_at=None, brought_by=None) == 1:
        record("table_item.taken_back", item.referral, by=by, at=at, side=item.side)


@one_act
def remove_item(item, *, by, at):
    """Take something off one's own preparation."""
    if not _mine(item, by).filter(brought_at=None).delete()[0]:
        raise Refused("Take it back from the table first.")
    record("table_item.removed", item.referral, by=by, at=at, side=item.side)


def _mine(item, by):
    """The item, where it is of the person's own side and not spoken about yet."""
    rows = TableItem.objects.open().filter(pk=item.pk, side=side_of_person(by))
    if item.side == Side.ISS:
        rows = rows.filter(provider=by.organisation_id)
    if not rows.exists():
        raise Refused(OVER)
    return rows
