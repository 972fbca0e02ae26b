"""What is done with and for her, entry by entry. An entry is put right or taken back, never lost."""

from accounts.acting import one_act
from accounts.refusal import Refused
from audit.trail import record
from iss.models import Support, SupportCorrection
from iss.statuses import HerStatus

NOT_REACHED = (HerStatus.HELD, HerStatus.RELEASED)
KEPT = ("kind", "for_whom", "date", "minutes", "meeting", "part", "help_with", "note")


@one_act
def log_support(
    file,
    *,
    kind,
    date,
    minutes=None,
    for_whom="her",
    meeting="",
    part="",
    help_with=(),
    note="",
    occasion=None,
    by,
    at,
):
    """One thing done with or for her, or for the children. ``occasion``: the register it was ticked in."""
    if file.status in NOT_REACHED:
        raise Refused("Record safe contact with her before you record support.")
    support = file.support.create(
        kind=kind,
        for_whom=for_whom,
        date=date,
        minutes=minutes,
        meeting=meeting,
        part=part,
        help_with=list(help_with),
        note=note,
        occasion=occasion,
        by=by,
        at=at,
    )
    record("support.logged", file, by=by, at=at, kind=kind)
    return support


@one_act
def correct_support(support, *, because, by, at, **facts):
    """Put an entry right; what it said before is kept with who, when and why. ``facts``: fields of KEPT."""
    support = _standing(support)
    changed = {name: value for name, value in facts.items() if getattr(support, name) != value}
    if not changed:
        raise Refused("Nothing is different: change what is wrong, or go back.")
    _keep_what_it_was(support, because=because, by=by, at=at)
    Support.objects.filter(pk=support.pk).update(**changed)
    record("support.corrected", support.file, by=by, at=at, entry=support.pk)
    support.refresh_from_db()
    return support


@one_act
def take_back_support(support, *, because, by, at):
    """It did not happen, or was written on the wrong file. The row stays, and counts nowhere."""
    support = _standing(support)
    _keep_what_it_was(support, because=because, withdrew=True, by=by, at=at)
    Support.objects.filter(pk=support.pk).update(withdrawn_at=at)
    record("support.taken_back", support.file, by=by, at=at, entry=support.pk)


def _standing(support):
    row = Support.objects.select_for_update(of=("self",)).select_related("file").get(pk=support.pk)
    if row.withdrawn_at:
        raise Refused("This entry has been taken back already.")
    return row


def _keep_what_it_was(support, *, because, by, at, withdrew=False):
    was = {name: getattr(support, name) for name in KEPT} | {"date": support.date.isoformat()}
    SupportCorrection.objects.create(
        support=support, was=was, because=because, withdrew=withdrew, by=by, at=at
    )
