"""What she is told of how he comes along: her own choice, her own worker's words, by a way that is safe."""

from django.utils.timezone import localtime

from accounts.acting import one_act
from accounts.cover import away_for
from accounts.refusal import Refused
from audit.trail import record
from iss.models import Channel, PartnerFile, ProgressUpdate
from iss.statuses import HerStatus

from .contact import log_contact

NOT_REACHED = (HerStatus.HELD, HerStatus.RELEASED)
BOTH_WAYS = (Channel.CALL, Channel.IN_PERSON)


@one_act
def record_wish(file, *, wanted, asked_date, note="", by, at):
    """Whether she wants to be told how he comes along. A later answer replaces an earlier one; all are kept."""
    if file.status in NOT_REACHED:
        raise Refused("Record safe contact with her before you record what she wants.")
    wish = file.update_wishes.create(wanted=wanted, asked_date=asked_date, note=note, by=by, at=at)
    record("her_update.wish_recorded", file, by=by, at=at, wanted=wanted)
    return wish


def why_no_update(file, user, *, at):
    """Why ``user`` may release no update now, or an empty string."""
    wish = file.update_wishes.order_by("-at", "-pk").first()
    if file.referral is None:
        return "Her file is linked to no man: there is nothing to tell."
    if file.referral.sharing_stopped:
        return "Sharing is stopped until managers of both sides have reviewed the counter-allegation."
    if file.status == HerStatus.CLOSED:
        return "Her file is closed."
    if wish is None:
        return "Ask her first whether she wants to be told."
    if not wish.wanted:
        return f"She said on {wish.asked_date:%-d %B %Y} that she does not want to be told."
    if file.worker_id is None:
        return "Nobody has her file yet. Her worker alone releases what she is told."
    if not is_her_worker(file, user, at=at):
        return f"Only {file.worker}, or whoever stands in, releases what she is told."
    return ""


def is_her_worker(file, user, *, at):
    """Her worker, or whoever stands in for her worker today."""
    return file.worker_id == user.pk or away_for(user, at=at).filter(pk=file.worker_id).exists()


@one_act
def release_update(file, *, text, drafted, until_at, by, at):
    """Her worker has read and changed the words, and they may be told to her. ``drafted``: what the system wrote."""
    file = PartnerFile.objects.select_for_update(of=("self",)).get(pk=file.pk)
    reason = why_no_update(file, by, at=at)
    if reason:
        raise Refused(reason)
    before = file.progress_updates.order_by("-until_at", "-pk").first()
    update = file.progress_updates.create(
        since_at=before.until_at if before else None,
        until_at=until_at,
        drafted=drafted,
        text=text,
        released_at=at,
        released_by=by,
    )
    record("her_update.released", file, by=by, at=at, update=update.pk)
    return update


@one_act
def tell_update(update, *, channel, happened_at, safe_now, note="", by, at):
    """She has been told, by a way that was safe at that moment; it is logged as any other contact with her."""
    update = ProgressUpdate.objects.select_for_update(of=("self",)).select_related("file").get(pk=update.pk)
    if update.told_at:
        raise Refused(f"She was told on {localtime(update.told_at):%-d %B %Y} already.")
    if happened_at < update.released_at.replace(second=0, microsecond=0):
        raise Refused("She was told before it was released: check the time.")
    reason = why_no_update(update.file, by, at=at)
    if reason:
        raise Refused(reason)
    log_contact(
        update.file,
        happened_at=happened_at,
        channel=channel,
        two_way=channel in BOTH_WAYS,
        safe_now=safe_now,
        note=f"Told how he comes along (update of {localtime(update.released_at):%-d %B %Y}). {note}".strip(),
        by=by,
        at=at,
    )
    facts = {"told_at": happened_at, "told_by": by, "channel": channel, "told_note": note}
    ProgressUpdate.objects.filter(pk=update.pk).update(**facts)
    record("her_update.told", update.file, by=by, at=at, update=update.pk, channel=channel)
