"""One case of a meeting: what both brought, and the review of it on one screen."""

from functools import wraps

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.datastructures import MultiValueDict
from django.views.decorators.http import require_POST

from accounts.identity import acting_as
from accounts.refusal import Refused
from accounts.roles import Permission, requires
from audit.trail import saw
from forms import GovForm
from intake.answers import differences
from intake.leave import give, whose
from joint import actions
from joint.meeting.forms import CaseForm
from joint.meeting.queue import in_words, lasted, spent, standing
from joint.models import MeetingCase, Side
from joint.pairing import may_own
from joint.preparing.agenda import by_topic, items_of
from joint.reviews.reading import clock_of, of_pair, open_actions, to_begin_from
from joint.views.pages import side_of

LINES = 4
LEAVE = "meeting_case"


def find_case(user, pk, position):
    rows = MeetingCase.objects.visible_to(user).select_related(
        "meeting__provider", "referral__man", "referral__area", "draft_by", "review"
    )
    return get_object_or_404(rows, meeting=pk, position=position)


def keeps_what_was_typed(view):
    """Around ``requires``: a case that is sent after the session has ended is kept; the sign-in leads back to it."""

    @wraps(view)
    def keeping(request, pk, position):
        if request.method != "POST" or request.user.is_authenticated:
            return view(request, pk, position)
        kept = _keep_signed_out(request, pk, position)
        if request.resolver_match.url_name == "keep_case":
            return HttpResponse(status=202 if kept else 401)
        said = "kept" if kept else "not-kept"
        return redirect_to_login(f"{reverse('meeting_case', args=[pk, position])}?{said}")

    return keeping


def _keep_signed_out(request, pk, position):
    author = whose(request.POST.get("leave", ""), pk, f"{LEAVE}:{position}")
    if author is None:
        return False
    with acting_as(author):
        return _keep_for(author, request, pk, position)


def _keep_for(author, request, pk, position):
    case = MeetingCase.objects.visible_to(author).filter(meeting=pk, position=position).first()
    if case is None:
        return False
    try:
        _keep(request, case, by=author, at=timezone.now())
    except (actions.Elsewhere, Refused):
        return False
    return True


def _page(request):
    """The key of the page on the screen, and of the draft that it was drawn from."""
    key = str(GovForm(request.POST).form_key)
    return {"key": key, "seen": request.POST.get("seen", "")}


def _keep(request, case, *, by, at):
    values = CaseForm.typed_in(request.POST)
    return actions.keep_draft(case, values=values, by=by, at=at, **_page(request))


@keeps_what_was_typed
@requires(Permission.JOINT_TABLE)
@require_POST
def keep_case(request, pk, position):
    """Keep what is typed so far: 204. 409 once the case is reviewed; 200 where somebody else has typed since, and
    nothing is kept: no error, which a browser would complain of, but a choice that the page will ask for."""
    case = find_case(request.user, pk, position)
    try:
        _keep(request, case, by=request.user, at=timezone.now())
    except actions.Elsewhere:
        return HttpResponse("Not kept: somebody else has written here", content_type="text/plain")
    except Refused:
        return HttpResponse(status=409)
    return HttpResponse(status=204)


@keeps_what_was_typed
@requires(Permission.JOINT_TABLE)
def meeting_case(request, pk, position):
    at, user = timezone.now(), request.user
    case = find_case(user, pk, position)
    if request.method == "POST":
        return _sent(request, case, at=at)
    saw(case.referral, by=user, at=at, page="meeting_case")
    if not case.meeting.ended_at:
        actions.open_case(case, by=user, at=at)
    return _show(request, case, _form(case, user, case.draft, at=at), at=at)


def _form(case, user, typed, *, at, quiet=True):
    """The review as it was typed; where nothing was, what the record says already."""
    him, provider = case.referral, case.meeting.provider
    before = of_pair(him, provider, user)
    since = before[0].held_date if before else None
    form = CaseForm(
        MultiValueDict(typed) if typed else None,
        initial={} if typed else to_begin_from(him, provider, since=since),
        owners=may_own(him.area, provider),
        lines=LINES,
        last_risk=before[0].risk if before else "",
        still_open=open_actions(him, user, provider=provider),
        at=at,
    )
    if quiet:
        form.quietly()
    form.before, form.seen = before, case.draft_key
    form.leave = give(user, case.meeting, f"{LEAVE}:{case.position}")
    return form


def _sent(request, case, *, at):
    """Record the review, or keep what is typed and go where the button leads."""
    user, go = request.user, request.POST.get("go", "record")
    typed = CaseForm.typed_in(request.POST)
    try:
        if go == "record":
            form = _form(case, user, typed, at=at, quiet=False)
            if form.is_valid():
                actions.hold_case(case, by=user, at=at, **_page(request), **form.facts())
                messages.success(request, f"Case {case.position} is recorded.")
                return redirect(_on(case, "next"))
            kept = _keep(request, case, by=user, at=at)
            form.seen = kept.draft_key
            return _show(request, case, form, at=at)
        kept = _keep(request, case, by=user, at=at)
        if go == "skip":
            actions.skip_case(kept, by=user, at=at)
    except actions.Elsewhere as elsewhere:
        return _show_both(request, elsewhere.case, typed, at=at)
    except Refused as refusal:
        return _too_late(request, case, typed, refusal, at=at)
    return redirect(_on(case, go))


def _on(case, go):
    """Where a button leads."""
    meeting = case.meeting
    if go == "previous" and case.position > 1:
        return reverse("meeting_case", args=[meeting.pk, case.position - 1])
    if go in ("next", "skip"):
        following = standing(meeting).after(case.position)
        if following:
            return following.get_absolute_url()
    return meeting.get_absolute_url()


def _show_both(request, case, typed, *, at):
    """What somebody else has typed since, beside what is typed here. The form keeps what is typed here."""
    case = find_case(request.user, case.meeting_id, case.position)
    theirs = _form(case, request.user, case.draft, at=at)
    form = _form(case, request.user, typed, at=at)
    return _show(request, case, form, at=at, both=differences(theirs, form))


def _too_late(request, case, typed, refusal, *, at):
    """The case is recorded, or the meeting over: what was typed is shown, so that it can be brought in elsewhere."""
    messages.error(request, str(refusal))
    case = find_case(request.user, case.meeting_id, case.position)
    form = _form(case, request.user, typed, at=at)
    nothing = _form(case, request.user, {}, at=at)
    return _show(request, case, form, at=at, lost=differences(nothing, form))


def _show(request, case, form, *, at, **more):
    user, meeting, him = request.user, case.meeting, case.referral
    came_to = standing(meeting)
    _, brought = items_of(him, user, occasion="review")
    stopped = him.sharing_stopped
    context = {
        "case": case,
        "meeting": meeting,
        "him": him,
        "form": form,
        "before": form.before,
        "agenda": by_topic([item for item in brought if item.provider_id == meeting.provider_id]),
        "open_actions": form.still_open.values(),
        "clock_of": clock_of(him),
        "stopped": stopped,
        "unnamed": side_of(user) == Side.ISS and stopped,
        "running": not meeting.ended_at and case.state != MeetingCase.State.HELD and not stopped,
        "autosave": reverse("keep_case", args=[meeting.pk, case.position]),
        "kept": "kept" in request.GET,
        "not_kept": "not-kept" in request.GET,
        "at": at,
    }
    return render(request, "joint/meeting_case.html", context | _how_far(case, came_to, at) | more)


def _how_far(case, came_to, at):
    """The bar on top: how many cases are done, and what the clocks say."""
    of_case, of_meeting, number = spent(case, at), lasted(case.meeting, at), len(came_to.cases)
    return {
        "standing": came_to,
        "done": len(came_to.held),
        "number": number,
        "case_minutes": in_words(of_case),
        "case_seconds": int(of_case.total_seconds()),
        "meeting_minutes": in_words(of_meeting),
        "meeting_seconds": int(of_meeting.total_seconds()),
        "each": max(case.meeting.minutes // max(number, 1), 1),
    }
