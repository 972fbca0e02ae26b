"""The questions as he sees them: signed out, on a page that names nobody and nothing, and leads nowhere else."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.views.decorators.http import require_http_methods

from accounts.asking import posted
from accounts.limits import few_at_a_time
from accounts.public import public
from accounts.refusal import Refused
from forms import GovForm
from outcomes.forms import form_for, steps
from outcomes.scales import SKIPPED
from referrals.measuring import actions
from referrals.measuring.addresses import find, hashed

SECRET, DONE = "questions", "questions_done"


def begin_here(request, questions, at):
    """This browser, and no other, goes on with the questions."""
    request.session[SECRET] = actions.begin(questions, at=at)


@public
@require_http_methods(["GET", "HEAD", "POST"])
@few_at_a_time("questions", reading=True)
def questions(request, token):
    at = timezone.now()
    if request.session.get(DONE, "") == token:
        return _private(request, "done.html", {"handed": request.session.get("handed")})
    found = find(token)
    if request.user.is_authenticated:
        return _private(request, "not_you.html", {})
    if found is None or not found.open_at(at):
        return _private(request, "over.html", {})
    if not found.browser_hash:
        return _start(request, found, token, at)
    if not constant_time_compare(hashed(request.session.get(SECRET, "")), found.browser_hash):
        return _private(request, "over.html", {})
    return _step(request, found, token, at)


def _start(request, found, token, at):
    """Nothing begins by looking: programs that look at what a link leads to use up nothing."""
    if request.method == "POST":
        try:
            begin_here(request, found, at)
        except Refused:
            return _private(request, "over.html", {})
        return redirect("questions", token)
    return _private(request, "start.html", {"form": GovForm()})


def _step(request, found, token, at):
    pages = steps(found.version, found.stage)
    number = _number(request, pages, found.so_far)
    items = pages[number - 1]
    given = {
        item.id: found.so_far[item.id] for item in items if found.so_far.get(item.id, SKIPPED) != SKIPPED
    }
    form = form_for(found.version, found.stage, items)(posted(request), initial=given, at=at)
    if request.method == "POST" and form.is_valid():
        return _kept(request, found, token, form, number, len(pages), at)
    scales = {item.scale for item in items}
    context = {
        "form": form,
        "number": number,
        "of": len(pages),
        "before": number - 1,
        "last": number == len(pages),
    }
    context |= {"frequency": "F" in scales, "agreement": scales == {"A"}}
    return _private(request, "step.html", context)


def _number(request, pages, so_far):
    """The page asked for; else the first of which nothing has been answered yet."""
    asked = request.GET.get("page", "")
    if asked.isdigit() and 1 <= int(asked) <= len(pages):
        return int(asked)
    fresh = (n for n, items in enumerate(pages, start=1) if not any(item.id in so_far for item in items))
    return next(fresh, len(pages))


def _kept(request, found, token, form, number, of, at):
    try:
        actions.keep_so_far(found, form.answers(), at=at)
        if number < of:
            response = redirect("questions", token)
            response["Location"] += f"?page={number + 1}"
            return response
        actions.finish(found, at=at)
    except Refused:
        return _private(request, "over.html", {})
    request.session.flush()
    request.session[DONE], request.session["handed"] = token, found.way == actions.HANDED
    return redirect("questions", token)


def _private(request, template, context) -> HttpResponse:
    response = render(request, f"questions/{template}", context)
    # Who is led elsewhere says nothing of where it came from
    response["Referrer-Policy"] = "same-origin"
    return response
