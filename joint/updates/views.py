"""Progress updates for her: what she wants, what is drafted, what her worker releases, and that she was told."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

import paper
from accounts.roles import Permission, requires
from audit.trail import saw
from iss import actions
from iss.actions.updates import is_her_worker, why_no_update
from iss.models import PartnerFile, ProgressUpdate, UpdateWish
from iss.safe import ways
from iss.views.pages import ask_on

from .drafting import draft
from .forms import ReleaseForm, TellForm, WishForm, moment_of


@requires(Permission.SEE_HER_FILES)
def updates(request, pk):
    """What she wants, and every update there was."""
    at = timezone.now()
    file = _file(request, pk)
    saw(file, by=request.user, at=at, page="her_updates")
    wishes = UpdateWish.objects.visible_to(request.user).filter(file=file).select_related("by")
    found = ProgressUpdate.objects.visible_to(request.user).filter(file=file)
    released = list(found.select_related("released_by", "told_by").order_by("-released_at", "-pk"))
    context = {
        "file": file,
        "to_tell": next((update for update in released[:1] if update.told_at is None), None),
        "wishes": list(wishes.order_by("-at", "-pk")),
        "updates": released,
        "why_not": why_no_update(file, request.user, at=at),
        "at": at,
    }
    return render(request, "joint/updates/list.html", context)


@requires(Permission.WORK_HER_FILE)
def wish(request, pk):
    at = timezone.now()
    file = _file(request, pk)
    form = WishForm(request.POST or None, initial={"asked_date": timezone.localdate(at)}, at=at)
    return ask_on(
        request,
        file,
        form,
        lambda: actions.record_wish(file, by=request.user, at=at, **form.cleaned_data),
        heading="What she wants to be told of him",
        intro="Ask her, and ask again from time to time. She can change her mind whenever she likes.",
        submit="Record what she said",
        done="Recorded what she wants.",
        then=reverse("her_updates", args=[pk]),
        at=at,
    )


@requires(Permission.WORK_HER_FILE)
def release(request, pk):
    """The draft, to be changed and released. Facts that are recorded meanwhile wait for the next one."""
    at = timezone.now()
    file = _file(request, pk)
    reason = why_no_update(file, request.user, at=at)
    if reason:
        messages.error(request, reason)
        return redirect("her_updates", pk)
    until, since = _until(request, file, at), _since(file)
    drafted = draft(file, since=since, until=until)
    form = ReleaseForm(request.POST or None, initial={"text": drafted}, at=at)
    return ask_on(
        request,
        file,
        form,
        lambda: actions.release_update(
            file, text=form.cleaned_data["text"], drafted=drafted, until_at=until, by=request.user, at=at
        ),
        heading="What she is told of him",
        submit="Release it",
        done="Released. Tell her, by a way that is safe, and record it here.",
        then=lambda update: update.get_absolute_url(),
        template="joint/updates/release.html",
        address=f"{request.path}?until={until.isoformat().replace('+', '%2B')}",
        warn=True,
        at=at,
    )


@requires(Permission.SEE_HER_FILES)
def progress_update(request, pk, update):
    """One released update; her worker records here that she was told."""
    at = timezone.now()
    found = ProgressUpdate.objects.visible_to(request.user).select_related(
        "file__referral", "file__worker", "released_by", "told_by"
    )
    update = get_object_or_404(found, pk=update, file=pk)
    file, safe = update.file, ways(update.file.safe_contact, at)
    form = TellForm(request.POST or None, ways=safe, initial={"happened_at": at}, at=at)
    return ask_on(
        request,
        file,
        form,
        lambda: actions.tell_update(update, by=request.user, at=at, **form.cleaned_data),
        heading="What she is told of him",
        submit="Record that she was told",
        done="Recorded that she was told. It stands among the contacts with her too.",
        then=reverse("her_updates", args=[pk]),
        template="joint/updates/update.html",
        update=update,
        ways=safe,
        contact=file.safe_contact,
        may_tell=update.told_at is None and is_her_worker(file, request.user, at=at),
        warn=True,
        at=at,
    )


@requires(Permission.SEE_HER_FILES)
def pdf(request, pk, update):
    """The words alone, on paper that names nobody."""
    found = ProgressUpdate.objects.visible_to(request.user).select_related("file")
    update = get_object_or_404(found, pk=update, file=pk)
    content = paper.pdf("paper/her_update.html", {"file": update.file, "update": update})
    saw(update.file, by=request.user, at=timezone.now(), page="progress_update_pdf")
    return paper.response(content, f"note-{update.file.short_reference}.pdf")


def _file(request, pk):
    files = PartnerFile.objects.visible_to(request.user).select_related("referral__man", "worker")
    return get_object_or_404(files, pk=pk)


def _since(file):
    return file.progress_updates.order_by("-until_at").values_list("until_at", flat=True).first()


def _until(request, file, at):
    """Up to when the draft on the screen reaches: its address carries it, so that what is released is what was read."""
    asked, since = moment_of(request.GET.get("until")), _since(file)
    if request.method == "POST" and asked and asked <= at and (since is None or asked > since):
        return asked
    return at
