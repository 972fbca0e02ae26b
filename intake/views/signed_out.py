"""A page that is sent after the session has ended: what was typed is kept, and the sign-in leads back to it."""

from functools import wraps

from django.contrib.auth.views import redirect_to_login
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import Resolver404, resolve, reverse
from django.utils import timezone

from accounts.identity import acting_as
from intake.actions import Elsewhere, save_page
from intake.forms.page import LEAVE, SEEN
from intake.leave import whose
from intake.models import Draft
from intake.pages import page_named

KEPT, NOT_KEPT = "kept", "not-kept"
PAGES = ("draft_page", "draft_autosave")


def keeps_what_was_typed(view):
    """Around ``requires``: a page or an autosave that is posted without a session."""

    @wraps(view)
    def keeping(request, pk, name):
        if request.method != "POST" or request.user.is_authenticated:
            return view(request, pk, name)
        kept = keep(request, pk, name)
        if request.resolver_match.url_name == "draft_autosave":
            return HttpResponse(status=202 if kept else 401)
        said = KEPT if kept else NOT_KEPT
        return redirect_to_login(f"{reverse('draft_page', args=[pk, name])}?{said}")

    return keeping


def csrf_failure(request, reason=""):
    """The token of a page is worn out when its author has signed in again meanwhile; the leave of the page is not."""
    try:
        match = resolve(request.path_info)
    except Resolver404:
        match = None
    if match is None or match.url_name not in PAGES or not keep(request, **match.kwargs):
        return render(request, "403.html", status=403)
    if match.url_name == "draft_autosave":
        return HttpResponse(status=204)
    address = f"{reverse('draft_page', kwargs=match.kwargs)}?{KEPT}"
    return HttpResponseRedirect(address) if request.user.is_authenticated else redirect_to_login(address)


def keep(request, pk, name):
    """Whether what was typed is kept now."""
    author = whose(request.POST.get(LEAVE, ""), pk, name)
    if author is None:
        return False
    with acting_as(author):
        return _keep_for(author, request, pk, name)


def _keep_for(author, request, pk, name):
    draft = Draft.objects.visible_to(author).unfinished().filter(pk=pk).first()
    page = page_named(name, draft.data) if draft else None
    if page is None:
        return False
    at = timezone.now()
    form = page.posted(request.POST, at=at)
    try:
        save_page(
            draft,
            page=name,
            values=form.values,
            key=str(form.form_key),
            seen=request.POST.get(SEEN),
            at=at,
        )
    except Elsewhere:
        return False
    return True
