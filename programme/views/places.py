"""Who waits for a place, and giving him one."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from accounts.refusal import Refused
from accounts.roles import Permission, requires
from audit.trail import saw
from forms import GovForm
from programme.actions import enrol
from programme.allocation.reading import suggestions_for, waits
from programme.forms import EnrolForm, WaitingFilter
from programme.forms.groups import areas_of
from programme.offering import groups_for
from programme.pages import page_of
from programme.reading import days_in_words, short_moment, to_place_again, waiting
from referrals.models import Referral
from referrals.statuses import Status
from timescales.promises import Promise

MOST_AGAIN = 50
# The others can be chosen below them.
SUGGESTED = 3
FOLLOWS = (
    "puts him on the programme and confirms his first session: tell him first",
    "tells the social worker, the Integrated Support Service and the facilitators",
    "starts the month in which the first joint case review is due",
)


@requires(Permission.ALLOCATE)
def waiting_list(request):
    at = timezone.now()
    found = WaitingFilter(request.GET, queryset=waiting(request.user), request=request)
    page = page_of(found.qs, request.GET, by="decision_date")
    today = timezone.localtime(at).date()
    for referral in page.rows:
        referral.waiting_in_words = days_in_words((today - referral.decision_date).days)
        referral.clock = next(iter(referral.commence), None)
    context = {
        "page": page,
        "filter": found,
        "several_areas": areas_of(request.user).count() > 1,
        "waits": waits(request.user, at=at),
        "again": to_place_again(request.user)[:MOST_AGAIN],
        "at": at,
    }
    return render(request, "programme/waiting.html", context)


@requires(Permission.ALLOCATE)
def enrol_him(request, pk):
    at = timezone.now()
    referrals = Referral.objects.visible_to(request.user).select_related("man", "area")
    referral = get_object_or_404(referrals, pk=pk)
    if referral.status != Status.SUITABLE:
        return render(request, "programme/enrol_not.html", {"referral": referral})
    saw(referral, by=request.user, at=at, page="enrol")
    open_groups, others = groups_for(referral, request.user, at=at)
    form = EnrolForm(request.POST or None, groups=open_groups, at=at)
    if request.method == "POST" and form.is_valid():
        group, first_session = form.chosen
        try:
            enrol(referral, group=group, first_session=first_session, by=request.user, at=at)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _enrolled(referral, group, first_session))
            return redirect(group)
    context = {
        "form": form,
        "referral": referral,
        "suggested": _suggested(request.user, referral, at=at),
        "others": others,
        "heading": f"Give {referral.man} a place",
        "follows": FOLLOWS,
        "deadline": referral.deadlines.running().filter(promise=Promise.COMMENCE_HIM).first(),
        "at": at,
    }
    return render(request, "programme/enrol.html", context)


def _suggested(user, referral, *, at):
    """The groups that suit him best, each with its reasons and a button of its own."""
    return [
        {
            "group": group,
            "first": found.offer,
            "when": short_moment(found.offer.next_at),
            "reasons": found.reasons,
            "form": GovForm(),
        }
        for found, group in suggestions_for(referral, user, at=at)[:SUGGESTED]
    ]


def _enrolled(referral, group, first_session):
    return (
        f"{referral.man} has a place in {group} from {short_moment(first_session.starts_at)}. "
        "The social worker and the Integrated Support Service have been told."
    )
