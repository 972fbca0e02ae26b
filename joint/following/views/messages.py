"""Messages between the referrer's team and My Time, on his file."""

from django.contrib import messages as flash
from django.shortcuts import redirect, render
from django.utils import timezone

from accounts.asking import posted
from accounts.refusal import Refused
from accounts.roles import Permission, requires
from audit.trail import saw
from joint.following.forms import MessageForm
from joint.his_file.frame import frame
from referrals.actions import read_messages, send_message
from referrals.models import Message, Referral
from referrals.statuses import Status
from referrals.views.acting import the_file
from referrals.who_has_it import reach

SHOWN = 200


@requires(Permission.MESSAGE)
def messages(request, pk):
    """Read what was written, oldest first, and write back."""
    at = timezone.now()
    referral = the_file(request, pk)
    form = MessageForm(posted(request), at=at)
    if request.method == "POST" and form.is_valid():
        try:
            send_message(referral, by=request.user, at=at, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            told = (
                "Whoever has the file has"
                if request.user.may(Permission.REFER)
                else "The social worker and the team have"
            )
            flash.success(request, f"Your message is sent. {told} been told.")
            return redirect("messages", pk)
    saw(referral, by=request.user, at=at, page="messages")
    context = frame(request, referral, "messages", at=at) | _shown(request.user, referral) | {"form": form}
    read_messages(referral, by=request.user)
    return render(request, "joint/his_file_messages.html", context)


def _shown(user, referral):
    mine = Message.objects.visible_to(user)
    unread = set(mine.unread_by(user).filter(referral=referral).values_list("pk", flat=True))
    latest = mine.filter(referral=referral).select_related("by__organisation", "by__team")
    rows = list(latest.order_by("-pk")[: SHOWN + 1])
    return {
        "rows": [(message, message.pk in unread) for message in reversed(rows[:SHOWN])],
        "left_out": len(rows) > SHOWN,
        "reach": reach([referral])[referral.pk],
        "writes_for_referrer": user.may(Permission.REFER),
        "may_report_incident": user.may(Permission.REPORT_INCIDENT)
        and referral.status not in (Status.RECEIVED, Status.MERGED),
        "closed_to_messages": referral.status == Status.MERGED,
        "of_duplicates": _duplicates_with_messages(user, referral),
    }


def _duplicates_with_messages(user, referral):
    """Duplicates that go on here: what was written about them stays with those who wrote it."""
    duplicates = Referral.objects.visible_to(user).filter(merged_into=referral)
    return duplicates.filter(messages__isnull=False).distinct().order_by("pk")
