"""His side passes on that he has a new partner; the service of her area decides, and his side does not see what."""

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from accounts.asking import ask
from accounts.models import Area
from accounts.roles import Permission, requires
from audit.trail import saw
from joint import actions
from joint.models import NewPartner
from joint.views.pages import ask_about
from referrals.models import Referral

from .forms import OPEN, DecideForm, PassOnForm
from .reading import partner_of, partners_of


@requires(Permission.CONTACT_HIM)
def pass_on_partner(request, pk):
    at = timezone.now()
    rows = Referral.objects.visible_to(request.user).select_related("man", "area")
    him = get_object_or_404(rows, pk=pk)
    areas = Area.objects.visible_to(request.user).order_by("name")
    form = PassOnForm(request.POST or None, at=at, areas=areas, initial={"area": him.area_id})
    return ask_about(
        request,
        him,
        form,
        lambda: actions.pass_on_new_partner(him, by=request.user, at=at, **form.cleaned_data),
        heading="He has a new partner",
        consequences=[
            "The support service of the area is told now and decides what to do.",
            "You will see that it was passed on, and nothing else: what the service does stays with it.",
            "Do not try to reach her, and do not ask him to.",
        ],
        template="joint/pass_on_partner.html",
        passed=NewPartner.objects.visible_to(request.user).filter(referral=him).order_by("-at"),
        submit="Pass it to the support service",
        done="Passed to the support service.",
        then=request.path,
        home=him.get_absolute_url(),
        at=at,
    )


@requires(Permission.ISS_AT_TABLE)
def new_partners(request):
    waiting, decided = partners_of(request.user)
    return render(request, "joint/new_partners.html", {"waiting": waiting, "decided": decided})


@requires(Permission.ISS_AT_TABLE)
def new_partner(request, pk):
    at = timezone.now()
    partner = partner_of(request.user, pk)
    if partner is None:
        raise Http404("No such new partner.")
    if request.method == "GET":
        saw(partner, by=request.user, at=at, page="new_partner")
    if partner.decided_at:
        return render(request, "joint/new_partner.html", {"partner": partner})
    form = DecideForm(request.POST or None, at=at)
    context = {"partner": partner, "submit": "Record what your service does"}
    return ask(
        request,
        form,
        lambda: _decide(partner, form.cleaned_data, by=request.user, at=at),
        done="Recorded. His side is not told.",
        then=lambda file: file.get_absolute_url() if file else redirect("new_partners").url,
        template="joint/new_partner.html",
        context=context,
    )


def _decide(partner, answers, *, by, at):
    if answers["decision"] != OPEN:
        return actions.open_no_file(partner, why=answers["why"], by=by, at=at)
    first, last = answers["first_name"], answers["last_name"]
    return actions.open_her_file(partner, first_name=first, last_name=last, by=by, at=at)
