"""Check a referral and pass it on; her details while they are held."""

from functools import partial

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone

from accounts.asking import posted
from accounts.roles import Permission, requires
from audit.breaking import never_through_glass
from audit.trail import saw
from intake.asking.words import asked_about, what_it_lacks
from intake.desk.alike import duplicates
from intake.desk.checking import findings, held_details
from intake.desk.forms import PassOnForm
from referrals.actions import acknowledge as pass_on
from referrals.asking import Missing
from referrals.views.acting import act_page, refused, the_file


@requires(Permission.ACKNOWLEDGE)
def acknowledge(request, pk):
    at = timezone.now()
    referral = the_file(request, pk)
    if refusal := refused(request, referral, "acknowledge"):
        return refusal
    if referral.area_id is None:
        messages.error(request, "This file has no area: nobody could contact him. Choose one first.")
        return redirect("change_area", pk)
    found = findings(referral, at=at)
    form = PassOnForm(
        posted(request),
        area=referral.area,
        reason_needed=any(finding.needs_a_reason for finding in found),
        initial={"override": referral.eligibility_override},
        at=at,
    )
    return act_page(
        request,
        referral,
        "acknowledge",
        form,
        partial(pass_on, referral, by=request.user, at=at),
        at=at,
        done=partial(_passed_on, referral),
        template="intake/desk.html",
        findings=found,
        duplicates=duplicates(referral),
        deadline=referral.deadlines.running().filter(promise="acknowledge").first(),
        details_held=request.user.may(Permission.SEE_HELD_DETAILS) and bool(held_details(referral)),
        nobody=not form.fields["holder"].queryset,
        children=list(referral.children.order_by("pk")),
        gaps=[Missing(code).label for code in what_it_lacks(referral)],
        **asked_about(request.user, referral),
    )


def _passed_on(referral, data):
    who = data["holder"] or f"the facilitators of {referral.area}"
    return f"{referral.reference} is now with {who}. The social worker has been told. The clock of the contact is running."


@never_through_glass
@requires(Permission.SEE_HELD_DETAILS)
def details_held(request, pk):
    """What the referrer said of her, until it is released. From then on this page is not there."""
    at = timezone.now()
    referral = the_file(request, pk)
    held = held_details(referral)
    if not held:
        raise Http404("No details are held.")
    for file, _ in held:
        saw(file, by=request.user, at=at, page="details_held")
    return render(request, "intake/desk_details_held.html", {"referral": referral, "held": held})
