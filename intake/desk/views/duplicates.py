"""Who may be the same man, side by side; and that somebody is not."""

from functools import partial

from django.shortcuts import render
from django.utils import timezone

from accounts.asking import posted
from accounts.paging import page_of
from accounts.roles import Permission, requires
from audit.trail import saw
from forms import GovForm
from intake.desk.alike import duplicates
from intake.merging import not_the_same_man
from intake.models import Merge
from referrals.views.acting import act_page, refused, the_file

from .merging import the_other


@requires(Permission.MERGE)
def look_for_duplicates(request, pk):
    at = timezone.now()
    referral = the_file(request, pk)
    if refusal := refused(request, referral, "duplicates"):
        return refusal
    saw(referral, by=request.user, at=at, page="duplicates")
    context = {"referral": referral, "duplicates": duplicates(referral)}
    return render(request, "intake/desk_duplicates.html", context)


@requires(Permission.MERGE)
def told_apart(request, pk, other):
    at = timezone.now()
    referral = the_file(request, pk)
    if refusal := refused(request, referral, "duplicates"):
        return refusal
    other = the_other(referral, other)
    return act_page(
        request,
        referral,
        "duplicates",
        GovForm(posted(request)),
        partial(not_the_same_man, referral, other=other, by=request.user, at=at),
        at=at,
        done=f"{referral.man.name} is not the man of {other.reference}. They are not proposed again.",
        template="intake/desk_told_apart.html",
        heading="They are two men",
        submit="They are two men",
        other=other,
    )


@requires(Permission.MERGE)
def merges(request):
    """What has been merged, newest first."""
    rows = Merge.objects.visible_to(request.user).select_related("came", "stayed", "man", "by")
    return render(request, "intake/merges.html", {"page": page_of(rows, request)})
