"""What every page has in common on which one thing is done on his file."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render

from accounts.refusal import Refused
from audit.trail import saw
from referrals.acts import ACTS, why_not
from referrals.consequences import MustConfirm
from referrals.models import Referral


def the_file(request, pk, **besides):
    """His file, or 404 where the person may not see it. ``besides``: what is to be asked with it."""
    files = Referral.objects.visible_to(request.user).select_related("man", "area", "holder", "referrer")
    return get_object_or_404(files.annotate(**besides), pk=pk)


def back(request, referral, why=""):
    """To his file, with the reason why nothing was done; to the list when it is no longer theirs to see."""
    if why:
        messages.error(request, why)
    if Referral.objects.visible_to(request.user).filter(pk=referral.pk).exists():
        return redirect("file", referral.pk)
    return redirect("referrals")


def refused(request, referral, name):
    """A redirect with the reason when the act ``name`` does not fit the file as it stands; None when it does."""
    why = why_not(name, referral)
    return back(request, referral, why) if why else None


def act_page(request, referral, name, form, act, *, at, done, template="referrals/act.html", **context):
    """Show the form of one act; once it is sent and valid, do it, say so and go back to his file.

    ``act`` takes the form's cleaned data as keywords. ``done`` says what has happened and what follows.
    """
    if request.method == "POST" and form.is_valid():
        try:
            act(**form.cleaned_data)
        except MustConfirm as must:
            form.ask_to_close(must.closing)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, done(form.cleaned_data) if callable(done) else done)
            return back(request, referral)
    if request.method == "GET":
        saw(referral, by=request.user, at=at, page=name)
    heading = context.pop("heading", "") or ACTS[name].words
    context |= {"referral": referral, "form": form, "heading": heading, "at": at}
    return render(request, template, context)
