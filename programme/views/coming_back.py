"""A manager invites a closed man back."""

from django.shortcuts import render
from django.utils import timezone

from accounts.asking import posted
from accounts.roles import Permission, requires
from programme.actions import invite_back
from programme.coming_back import credited_lines, sessions_to_resume_at
from programme.forms import InviteBackForm
from referrals.views.acting import act_page, refused, the_file

FOLLOWS = (
    "opens his file again, and gives him the place from that session on",
    "forgets the misses of before: two running from now on close it again",
    "withdraws the referral back to children’s services",
    "tells the social worker, the facilitators, and the ISS if he is linked to it",
    "tells him nothing: please confirm the day to him yourself",
)


@requires(Permission.REOPEN)
def invite(request, pk):
    at = timezone.now()
    referral = the_file(request, pk)
    if refusal := refused(request, referral, "invite_back"):
        return refusal
    sessions = sessions_to_resume_at(referral, user=request.user, at=at)
    if not sessions:
        return render(request, "programme/no_way_back.html", {"referral": referral})
    form = InviteBackForm(posted(request), sessions=sessions, credited=credited_lines(referral), at=at)
    return act_page(
        request,
        referral,
        "invite_back",
        form,
        lambda **_: invite_back(referral, **form.given(), by=request.user, at=at),
        at=at,
        done="He is on the programme again. Those who were told of its end have been told.",
        submit="Invite him back",
        consequences=FOLLOWS,
    )
