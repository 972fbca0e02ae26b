"""Merge two referrals, make two men one, and take it back."""

from functools import partial

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from accounts.asking import posted
from accounts.refusal import Refused
from accounts.roles import Permission, requires
from audit.trail import saw
from forms import GovForm
from intake.desk.alike import both_described, side_by_side, the_other_of
from intake.desk.merging import DetailsForm, consequences, his_other_referrals, moved
from intake.merging import merge, same_man, undo, why_not_join, why_not_merge, why_not_undo
from intake.models import Merge
from referrals.views.acting import back, refused, the_file

OTHER = "other"


@requires(Permission.MERGE)
def merge_referral(request, pk, into):
    """This referral into the other one; or, with ``way=other`` in the address, the other one into this."""
    referral = the_file(request, pk)
    if refusal := refused(request, referral, "duplicates"):
        return refusal
    duplicate, survivor = referral, the_other(referral, into)
    if request.GET.get("way") == OTHER:
        duplicate, survivor = survivor, duplicate
    return _both(
        request,
        referral,
        (duplicate, survivor),
        why_not=why_not_merge(duplicate, survivor),
        act=partial(merge, duplicate, into=survivor),
        done=f"{duplicate.reference} is merged into {survivor.reference}. The social worker has been told.",
        heading="Merge two referrals of the same man",
        submit="Merge them",
        consequences=partial(consequences, duplicate, survivor),
    )


@requires(Permission.MERGE)
def one_man(request, pk, other):
    """He is the same man, and both referrals stay: such as when he is referred again after a file has ended."""
    referral = the_file(request, pk)
    if refusal := refused(request, referral, "duplicates"):
        return refusal
    other = the_other(referral, other)
    return _both(
        request,
        referral,
        (referral, other),
        why_not=why_not_join(referral, other),
        act=partial(same_man, referral, other=other),
        done=f"{referral.reference} and {other.reference} are now two referrals of one man.",
        heading="It is the same man",
        submit="It is the same man",
        consequences=lambda: [
            f"Both referrals stay: {referral.reference} goes on as it is, and so does {other.reference}.",
            *his_other_referrals(referral, other),
            "Whoever sees one of them sees the same details of him.",
        ],
    )


def the_other(referral, pk):
    """Another referral of him, or of somebody who may be he; 404 for any other."""
    other = the_other_of(referral, pk)
    if other is None:
        raise Http404("No referral of the same man is known under this number.")
    return other


def _both(request, referral, both, *, why_not, act, done, heading, submit, consequences):
    at = timezone.now()
    came, stayed = both
    if why_not:
        messages.error(request, why_not)
        return redirect("duplicates", referral.pk)
    form = DetailsForm(posted(request), came=came, stayed=stayed, at=at)
    if request.method == "POST" and form.is_valid():
        try:
            merged = act(chosen=form.chosen, by=request.user, at=at)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, done)
            return redirect(merged)
    if request.method == "GET":
        saw(came, by=request.user, at=at, page="merge")
        saw(stayed, by=request.user, at=at, page="merge")
    told = both_described(came, stayed)
    context = {
        "referral": referral,
        "came": came,
        "stayed": stayed,
        "form": form,
        "rows": side_by_side(told[came.man_id], told[stayed.man_id], came.received_date),
        "consequences": consequences(),
        "heading": heading,
        "submit": submit,
    }
    return render(request, "intake/desk_merge.html", context)


@requires(Permission.MERGE)
def merged(request, pk):
    """What a merge did, and the way back."""
    at = timezone.now()
    merges = Merge.objects.visible_to(request.user).select_related("came", "stayed", "man", "by", "undone_by")
    found = get_object_or_404(merges, pk=pk)
    form = GovForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            undo(found, by=request.user, at=at)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(
                request, f"{found.came.reference} and {found.stayed.reference} are again what they were."
            )
            return redirect(found)
    sentences, details = moved(found)
    context = {
        "merged": found,
        "form": form,
        "why_not": why_not_undo(found),
        "moved": sentences,
        "details": details,
    }
    return render(request, "intake/merged.html", context)


@requires(Permission.MERGE)
def merge_of(request, pk):
    """From a merged referral to what its merge did."""
    referral = the_file(request, pk)
    if refusal := refused(request, referral, "merge_of"):
        return refusal
    merges = Merge.objects.visible_to(request.user).standing()
    found = merges.filter(came=referral, kind=Merge.Kind.REFERRALS).first()
    if found is None:
        return back(
            request, referral, "This was merged before merges were kept: it cannot be taken back here."
        )
    return redirect(found)
