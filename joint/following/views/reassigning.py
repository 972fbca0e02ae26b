"""Hand referrals on: a colleague takes one over, and a leaver's all go to somebody. Of many, only numbers are shown."""

from functools import partial

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from accounts.asking import posted
from accounts.paging import page_of
from accounts.refusal import Refused
from accounts.roles import Permission, requires
from forms import GovForm
from intake.kept import unfinished_of
from joint.following.forms import WhoForm
from referrals import following
from referrals.actions import give_all
from referrals.actions import take_over as take
from referrals.views.acting import act_page, the_file
from timescales.words import count


@requires(Permission.REFER)
def take_over(request, pk):
    """A referral of one's team that a colleague follows."""
    at = timezone.now()
    referral = the_file(request, pk)
    return act_page(
        request,
        referral,
        "take_over",
        GovForm(posted(request)),
        partial(take, referral, by=request.user, at=at),
        at=at,
        done=f"You follow {referral.reference} now: you are told what happens, and asked what is asked.",
        heading="Take over this referral",
        submit="Take it over",
        consequences=_consequences(referral),
    )


def _consequences(referral):
    was = referral.referrer.name if referral.referrer_id else "nobody"
    return [
        f"makes you the social worker of this referral; now it is {was}",
        "sends you what is told about it from now on, and asks you for what is asked",
        f"tells {was}, if they still work here" if referral.referrer_id else "leaves your team as it is",
    ]


@requires(Permission.REASSIGN)
def referrers(request):
    """Social workers whose referrals may be given to others: those who have left first."""
    gone = request.GET.get("show") != "working"
    page = page_of(following.referrers(gone=gone), request, by=("name", "pk"))
    numbers = following.numbers_of(page.rows)
    here = reverse("reassign")
    context = {
        "page": page,
        "gone": gone,
        "lines": [(person, numbers.get(person.pk, 0)) for person in page.rows],
        "tabs": [
            {"text": "Have left", "href": here, "active": gone},
            {"text": "Still here", "href": f"{here}?show=working", "active": not gone},
        ],
    }
    return render(request, "joint/reassign.html", context)


@requires(Permission.REASSIGN)
def reassign_from(request, pk):
    """Choose who follows the referrals of one social worker from now on."""
    leaver = get_object_or_404(following.anybody(), pk=pk)
    form = WhoForm(request.GET if "to" in request.GET else None, leaver=leaver)
    if form.is_bound and form.is_valid():
        return redirect(form.address())
    context = {"leaver": leaver, "form": form, "number": following.how_many_followed(leaver)}
    return render(request, "joint/reassign_from.html", context)


@requires(Permission.REASSIGN)
def reassign_to(request, pk, to):
    """What it does, with the number; then it is done."""
    at = timezone.now()
    leaver = get_object_or_404(following.anybody(), pk=pk)
    person = get_object_or_404(following.may_follow_for(leaver), pk=to)
    came_from = _came_from(request, leaver)
    form = GovForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            given = give_all(leaver, to=person, came_from=came_from, by=request.user, at=at)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            verb = "is" if given == 1 else "are"
            messages.success(
                request, f"{count(given, 'referral')} {verb} with {person} now. They have been told once."
            )
            return redirect("reassign")
    theirs = following.how_many_followed(leaver, came_from=came_from)
    given = following.how_many_followed(leaver, came_from=came_from, organisation=person.organisation)
    context = {
        "leaver": leaver,
        "person": person,
        "came_from": came_from,
        "form": form,
        "given": given,
        "stay": theirs - given,
        "drafts": unfinished_of(leaver),
    }
    return render(request, "joint/reassign_to.html", context)


def _came_from(request, leaver):
    """The person named in the address, if ``leaver`` has referrals from them; 404 for somebody else."""
    named = request.GET.get("came_from")
    if not named:
        return None
    for person, _ in following.had_from(leaver):
        if str(person.pk) == named:
            return person
    raise Http404("Nobody of that name gave them a referral.")
