"""Take a merge back: every row that it changed is again what it was."""

from django.db import IntegrityError, transaction
from django.db.models import Q

from accounts.acting import one_act
from accounts.refusal import Refused
from alerts.actions import raise_alert
from alerts.audiences import Audience
from alerts.kinds import Kind
from audit.trail import record
from intake.merged import Merge
from iss.models import PartnerFile
from programme.models import Attendance
from referrals.likeness import remember_all
from referrals.models import Agreement, Man, ManKey, Referral
from referrals.statuses import Status

from .record import model_of, read, still

# What was learnt of him, or written on his file, since: it stays as it is
_LEARNT = {"referrals.Man", "referrals.Referral"}


def why_not_undo(merged):
    """Why what has happened since does not let a merge be taken back, in words; "" where it does."""
    if merged.undone_at:
        return "This merge has been taken back already."
    since = Merge.objects.standing().filter(pk__gt=merged.pk)
    ours = [merged.came_id, merged.stayed_id]
    if (
        later := since.filter(Q(man=merged.man_id) | Q(came__in=ours) | Q(stayed__in=ours))
        .order_by("-pk")
        .first()
    ):
        return f"{later.came.reference} and {later.stayed.reference} were merged since. Take that back first."
    return _built_upon(merged)


def _built_upon(merged):
    moved = {label: set() for label in ("programme.Attendance", "referrals.Agreement")}
    for change in merged.changes:
        if change["row"][0] in moved and "referral_id" in (change["was"] or {}):
            moved[change["row"][0]].add(change["row"][1])
    attended = Attendance.objects.filter(pk__in=moved["programme.Attendance"])
    survivor = merged.stayed
    if survivor.status == Status.COMPLETED and attended.credited().exists():
        return f"He has completed the programme since, with sessions that came with {merged.came.reference}."
    caught_up = Attendance.objects.filter(makes_up__in=attended).exclude(pk__in=attended)
    if caught_up.filter(referral=survivor).exists():
        return f"A session that he missed under {merged.came.reference} has been caught up since."
    confirmed = Agreement.objects.filter(confirms__in=moved["referrals.Agreement"], referral=survivor)
    if confirmed.exclude(pk__in=moved["referrals.Agreement"]).exists():
        return f"The agreement that came with {merged.came.reference} has been signed since."
    return ""


@one_act
def undo(merged, *, by, at):
    """Every row is again what it was, but for what was learnt since. Refused, with the reason, where that cannot be."""
    merged = Merge.objects.select_for_update(of=("self",)).select_related("came", "stayed").get(pk=merged.pk)
    list(
        Referral.objects.select_for_update().filter(pk__in=[merged.came_id, merged.stayed_id]).order_by("pk")
    )
    merged.came.refresh_from_db()
    merged.stayed.refresh_from_db()
    if why_not := why_not_undo(merged):
        raise Refused(why_not)
    try:
        with transaction.atomic():
            _take_back(merged, by=by, at=at)
    except IntegrityError as clash:
        raise Refused("What has been recorded since does not fit with how it was before.") from clash
    Merge.objects.filter(pk=merged.pk).update(undone_at=at, undone_by=by)
    _tell(merged, by=by, at=at)
    record("merge.undone", merged.came, by=by, at=at, out_of=merged.stayed.reference, merge=merged.pk)


def _take_back(merged, *, by, at):
    gone = [change for change in merged.changes if change["now"] is None]
    for change in gone:
        model = model_of(change)
        model._base_manager.bulk_create([model(**read(model, change["was"]))])
    if merged.kind == Merge.Kind.REFERRALS:
        _move_back(merged, by=by, at=at)
    for change in merged.changes:
        if change["was"] is None:
            _remove(change)
        elif change["now"] is not None:
            _restore(change)
    _link_what_stays_released(merged)
    ManKey.objects.filter(man=merged.man_id).delete()
    remember_all(Man.objects.filter(pk__in={merged.man_id, *(_men(gone))}))


def _men(gone):
    return [change["row"][1] for change in gone if change["row"][0] == "referrals.Man"]


def _move_back(merged, *, by, at):
    """The one change of status goes through the mover, which keeps its history."""
    came = merged.came
    was = next(
        change["was"]["status"]
        for change in merged.changes
        if change["row"] == ["referrals.Referral", came.pk] and "status" in change["was"]
    )
    came.move(was, by=by, at=at, reason="The merge was taken back", merged_into=None)


def _restore(change):
    model, pk = model_of(change), change["row"][1]
    was, now = read(model, change["was"]), read(model, change["now"])
    if change["row"][0].startswith("iss."):
        # What she was told and promised when her details were released stays so; only whose partner she is goes back.
        was, now = ({name: each[name] for name in each if name == "referral_id"} for each in (was, now))
    if change["row"][0] == "referrals.Referral" and "status" in was:
        model._base_manager.filter(pk=pk).update(came_from=was["came_from"])
        was, now = ({name: each[name] for name in each if name not in _MOVED} for each in (was, now))
    if change["row"][0] in _LEARNT:
        for name in was:
            model._base_manager.filter(pk=pk, **still({name: now[name]})).update(**{name: was[name]})
    elif was and model._base_manager.filter(pk=pk, **still(now)).update(**was) != 1:
        raise Refused(f"This has been changed since: {model._meta.verbose_name}.")


_MOVED = {"status", "came_from", "merged_into_id"}


def _remove(change):
    """A row that came with the merge goes, unless something has happened to it since."""
    if not change["row"][0].startswith("iss."):
        model = model_of(change)
        model._base_manager.filter(**still(read(model, change["now"]))).delete()


def _link_what_stays_released(merged):
    files = PartnerFile.objects.told_of(merged.came).exclude(imported=True)
    merged.came.linked_providers.add(*{file.provider_id for file in files})


def _tell(merged, *, by, at):
    if merged.kind != Merge.Kind.REFERRALS:
        return
    because = f"It was no duplicate of {merged.stayed.reference}."
    raise_alert(Kind.MERGE_UNDONE, about=merged.came, to=[Audience.REFERRER], because=because, at=at, by=by)
    for referral in (merged.came, merged.stayed):
        if referral.is_open and referral.passed_on_at:
            because = f"{merged.came.reference} and {merged.stayed.reference} are two referrals again."
            raise_alert(
                Kind.MERGE_UNDONE,
                about=referral,
                to=[Audience.FACILITATORS],
                because=because,
                key=f"{Kind.MERGE_UNDONE}:{merged.pk}:{referral.pk}:facilitators",
                at=at,
                by=by,
            )
