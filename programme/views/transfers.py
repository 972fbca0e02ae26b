"""A man moved to another group, or placed again where his place has gone."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from accounts.refusal import Refused
from accounts.roles import Permission, requires
from audit.trail import saw
from programme.actions import transfer
from programme.forms import EnrolForm
from programme.offering import groups_for
from programme.reading import short_moment
from referrals.models import Referral
from referrals.statuses import Status

FOLLOWS = (
    "takes him out of the group he is in from now on: what he attended, and what he missed, stays as it is",
    "expects him in the new group from the session you choose",
    "tells the social worker, the Integrated Support Service and the facilitators",
)


@requires(Permission.ALLOCATE)
def move_him(request, pk):
    at = timezone.now()
    referrals = Referral.objects.visible_to(request.user).select_related("man", "area")
    referral = get_object_or_404(referrals, pk=pk)
    if referral.status != Status.ON_PROGRAMME:
        return render(request, "programme/enrol_not.html", {"referral": referral})
    saw(referral, by=request.user, at=at, page="move")
    place = referral.enrolments.filter(ended_at=None).select_related("group", "version").first()
    can, others = groups_for(referral, request.user, at=at, but=place and place.group_id)
    form = EnrolForm(request.POST or None, groups=can, at=at)
    if request.method == "POST" and form.is_valid():
        group, first_session = form.chosen
        try:
            transfer(referral, group=group, first_session=first_session, by=request.user, at=at)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            first = short_moment(first_session.starts_at)
            messages.success(
                request, f"{referral.man} is in {group} from {first}. Those concerned have been told."
            )
            return redirect(group)
    context = {"form": form, "referral": referral, "place": place, "others": others, "follows": FOLLOWS}
    return render(request, "programme/move_him.html", context)
