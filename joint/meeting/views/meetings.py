"""Meetings: called, looked over, ended; the summary of one on the screen and on paper."""

from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import localtime

import paper
from accounts.asking import ask, press
from accounts.models import Organisation
from accounts.paging import page_of
from accounts.roles import Permission, requires
from audit.trail import saw
from forms import GovForm
from joint import actions
from joint.actions.meetings import LIMIT
from joint.meeting.forms import MeetingForm, ThereForm
from joint.meeting.queue import counted, in_words, lasted, spent, standing, waiting_for
from joint.models import Meeting, Side, TableAction
from joint.pairing import who_may_attend
from joint.views.pages import side_of

MINUTES = 120
SIZE = 15


@requires(Permission.JOINT_TABLE)
def meetings(request):
    at = timezone.now()
    rows = counted(Meeting.objects.visible_to(request.user)).select_related("provider")
    page = page_of(rows, request, by=("-day", "-pk"), size=SIZE)
    return render(request, "joint/meetings.html", {"page": page, "at": at})


def find_meeting(request, pk):
    rows = Meeting.objects.visible_to(request.user).select_related("provider").prefetch_related("attended")
    return get_object_or_404(rows, pk=pk)


@requires(Permission.JOINT_TABLE)
def new_meeting(request):
    at, user = timezone.now(), request.user
    ours = side_of(user) == Side.ISS
    services = [] if ours else Organisation.objects.visible_to(user).filter(kind="iss_provider")
    initial = {"day": localtime(at).date(), "cases": LIMIT, "minutes": MINUTES}
    form = MeetingForm(
        request.POST or None, services=services.order_by("name") if services else (), initial=initial, at=at
    )

    def act():
        provider = user.organisation if ours else form.chosen
        return actions.call_meeting(
            day=form.cleaned_data["day"],
            minutes=form.cleaned_data["minutes"],
            provider=provider,
            cases=waiting_for(user, provider)[: form.cleaned_data["cases"]],
            attended=[user],
            by=user,
            at=at,
        )

    return ask(
        request,
        form,
        act,
        done=lambda held: "The meeting is called. The cases whose review is due first come first.",
        then=lambda held: held.get_absolute_url(),
        template="joint/form.html",
        context={
            "heading": "Call a joint meeting",
            "intro": "It goes from case to case, what is due first on top.",
            "home": reverse("meetings"),
            "submit": "Call the meeting",
            "at": at,
        },
    )


@requires(Permission.JOINT_TABLE)
def meeting(request, pk):
    """Before the meeting the cases to come; during it how far it is; afterwards what was held, skipped and agreed."""
    at = timezone.now()
    held = find_meeting(request, pk)
    saw(held, by=request.user, at=at, page="meeting")
    return render(request, "joint/meeting.html", _summary(request, held, at) | {"key_form": GovForm()})


def _summary(request, held, at):
    came_to = standing(held)
    hidden = side_of(request.user) == Side.ISS
    lines = [
        {
            "case": case,
            "spent": in_words(spent(case, at)),
            "unnamed": hidden and case.referral.sharing_stopped,
        }
        for case in came_to.cases
    ]
    agreed = TableAction.objects.visible_to(request.user).filter(review__case__meeting=held)
    return {
        "meeting": held,
        "standing": came_to,
        "lines": lines,
        "agreed": list(agreed.select_related("owner", "referral__man").order_by("due_date", "pk")),
        "lasted": in_words(lasted(held, at)) if held.started_at else "",
        "at": at,
    }


@requires(Permission.JOINT_TABLE)
def meeting_minutes(request, pk):
    at = timezone.now()
    held = find_meeting(request, pk)
    saw(held, by=request.user, at=at, page="meeting_minutes")
    content = paper.pdf("paper/meeting_minutes.html", _summary(request, held, at))
    return paper.response(content, f"joint-meeting-{held.day:%Y-%m-%d}.pdf")


@requires(Permission.JOINT_TABLE)
def who_is_there(request, pk):
    at = timezone.now()
    held = find_meeting(request, pk)
    there = {"attended": [str(person.pk) for person in held.attended.all()], "attended_by": held.attended_by}
    form = ThereForm(request.POST or None, people=who_may_attend(held.provider), stored=there, at=at)
    return ask(
        request,
        form,
        lambda: actions.say_who_is_there(held, by=request.user, at=at, **form.facts()),
        done="Saved. It stands in the minutes of every case.",
        then=held.get_absolute_url(),
        template="joint/form.html",
        context={"heading": "Who is there", "caption": str(held), "home": held.get_absolute_url(), "at": at},
    )


@requires(Permission.JOINT_TABLE)
def end_meeting(request, pk):
    at = timezone.now()
    held = find_meeting(request, pk)
    if request.method == "POST":
        return press(
            request,
            lambda: actions.end_meeting(held, by=request.user, at=at),
            done="The meeting has ended. What was not reviewed stays due.",
            then=held,
        )
    context = {
        "heading": "End the meeting",
        "caption": str(held),
        "home": held.get_absolute_url(),
        "form": GovForm(at=at),
        "submit": "End the meeting",
        "consequences": [
            f"{len(standing(held).waiting + standing(held).skipped)} of the cases are not reviewed: their reviews stay due.",
            "What was typed about them waits for the next meeting.",
        ],
        "at": at,
    }
    return render(request, "joint/form.html", context)
