"""Groups and drop-ins of a provider, and their registers: each woman ticked gets her own entry, on her own file."""

from accounts.acting import one_act
from accounts.refusal import Refused
from audit.trail import record
from iss.models import Occasion, PartnerFile, SupportGroup
from iss.models.support import REACHED

from .support import log_support, take_back_support

NOT_THERE = "She is not ticked in the register any more."


@one_act
def start_support_group(*, name, kind, when="", where="", minutes=120, by, at):
    """A group or drop-in of the provider of ``by``."""
    if SupportGroup.objects.visible_to(by).filter(name__iexact=name).exists():
        raise Refused("Your service has a group or drop-in of this name already.")
    group = SupportGroup.objects.create(
        provider_id=by.organisation_id, name=name, kind=kind, when=when, where=where, minutes=minutes
    )
    record("support_group.started", group, by=by, at=at)
    return group


@one_act
def end_support_group(group, *, by, at):
    """No register is taken from now on; those that were stay."""
    if SupportGroup.objects.filter(pk=group.pk, ended_at=None).update(ended_at=at) != 1:
        raise Refused("This has ended already.")
    record("support_group.ended", group, by=by, at=at)


@one_act
def keep_register(group, *, held_date, minutes, files, others=0, note="", by, at):
    """Who came on the day. Said again for the same day it puts the register right: those no longer ticked are taken
    back, with their history. ``files``: her files of the provider."""
    group = SupportGroup.objects.select_for_update().get(pk=group.pk)
    if group.ended_at:
        raise Refused("This has ended: no register is taken any more.")
    _refuse_strangers(group, files)
    facts = {"minutes": minutes, "others": others, "note": note}
    occasion, _ = Occasion.objects.update_or_create(
        group=group, held_date=held_date, defaults=facts, create_defaults={**facts, "by": by, "at": at}
    )
    _tick(occasion, files, by=by, at=at)
    record("support_register.kept", group, by=by, at=at, came=len(files))
    return occasion


def _refuse_strangers(group, files):
    if any(file.provider_id != group.provider_id for file in files):
        raise Refused("Only women of your own service can be in its register.")


def _tick(occasion, files, *, by, at):
    ticked = {file.pk for file in files}
    there = {row.file_id: row for row in occasion.support.standing().select_related("file")}
    for file_id, row in there.items():
        if file_id not in ticked:
            take_back_support(row, because=NOT_THERE, by=by, at=at)
    for file in PartnerFile.objects.filter(pk__in=ticked - there.keys()).order_by("pk"):
        if file.status not in REACHED:
            raise Refused(f"The file {file.reference} is not open, or she has not been reached yet.")
        log_support(
            file,
            kind=occasion.group.kind,
            date=occasion.held_date,
            minutes=occasion.minutes,
            occasion=occasion,
            by=by,
            at=at,
        )
