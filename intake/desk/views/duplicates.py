"""Look for duplicates and merge them."""

from functools import partial

from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from accounts.roles import Permission, requires
from audit.trail import saw
from forms import GovForm
from intake.actions import likely_duplicates, merge
from intake.desk.checking import duplicates
from referrals.views.acting import act_page, posted, refused, the_file


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
def merge_referral(request, pk, into):
    at = timezone.now()
    referral = the_file(request, pk)
    if refusal := refused(request, referral, "duplicates"):
        return refusal
    survivor = get_object_or_404(likely_duplicates(referral), pk=into)
    return act_page(
        request,
        referral,
        "duplicates",
        GovForm(posted(request)),
        partial(merge, referral, into=survivor, by=request.user, at=at),
        at=at,
        done=f"{referral.reference} is merged into {survivor.reference}. The social worker has been told.",
        template="intake/desk_merge.html",
        heading="Merge two referrals of the same man",
        submit="Merge them",
        danger=True,
        into=survivor,
    )
