"""Do one act for somebody at a page: asked about in a form, or at the press of a button."""

from django.contrib import messages
from django.shortcuts import redirect, render

from accounts.refusal import Refused


def posted(request):
    """What a form of a button alone is bound to."""
    return request.POST if request.method == "POST" else None


def ask(request, form, act, *, done, then, template, context):
    """Show ``form``; once answered, ``act()`` is done and the person goes on, told what happened and what follows.

    ``done``: words, or a function of what ``act`` gave back; ``then``: where to, or a function likewise. A refusal is
    shown on the form with its reason, and what was typed stays.
    """
    if request.method == "POST" and form.is_valid():
        try:
            result = act()
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, done(result) if callable(done) else done)
            return redirect(then(result) if callable(then) else then)
    return render(request, template, {"form": form, **context})


def press(request, act, *, done, then):
    """``act()`` at the press of a button; what came of it, or why it was refused, is said where one goes ``then``.

    ``done``: words, or a function of what ``act`` gave back.
    """
    try:
        result = act()
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, done(result) if callable(done) else done)
    return redirect(then)
