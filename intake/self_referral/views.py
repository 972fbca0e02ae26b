"""A man refers himself: public, without a session, and the same answer whoever he is."""

from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts.asking import posted
from accounts.limits import few_at_a_time
from accounts.public import public
from accounts.roles import Permission, requires
from referrals.views.acting import act_page, refused, the_file
from timescales.promises import Promise

from . import actions
from .forms import PlanForm, SelfReferralForm
from .models import PlanEnquiry
from .public import about

HIM = ("first_name", "last_name", "date_of_birth", "phone", "email", "address", "language")
TOLD = ("ways", "be_careful", "help_wanted")
# A field that no person sees. Whoever fills it in is a machine, and is thanked like everybody else.
TRAP = "website"


@public
def self_referral(request):
    """What this is, who it is for, what stays between us, and who helps otherwise."""
    return render(request, "self_referral/start.html", about(at=timezone.now()))


@public
@require_http_methods(["GET", "HEAD", "POST"])
@few_at_a_time("self_referral")
def refer_yourself(request):
    at = timezone.now()
    form = SelfReferralForm(request.POST if request.method == "POST" else None, at=at)
    if request.method == "POST" and request.POST.get(TRAP):
        return redirect("self_referral_sent")
    if request.method == "POST" and form.is_valid():
        _refer(form, at)
        return redirect("self_referral_sent")
    return render(request, "self_referral/form.html", {"form": form, "trap": TRAP})


def _refer(form, at):
    answers = form.cleaned_data
    him = {name: answers[name] for name in HIM} | {"interpreter_needed": bool(answers["interpreter"])}
    actions.refer_himself(
        key=form.form_key,
        him=him,
        area=answers["area"],
        ages=answers["ages"],
        plan=answers["plan"],
        worker=answers["worker"] if answers["plan"] == "yes" else "",
        slots=form.slots,
        at=at,
        **{name: answers[name] for name in TOLD},
    )


@public
def self_referral_sent(request):
    """The same page for everybody, with no reference: nothing on it says that anybody wrote to us."""
    return render(request, "self_referral/sent.html", about(at=timezone.now()))


@requires(Permission.CONFIRM_PLAN)
def confirm_plan(request, pk):
    """Who was asked about the plan, when, and what they said."""
    at = timezone.now()
    referral = the_file(request, pk)
    if refusal := refused(request, referral, "confirm_plan"):
        return refusal
    asked = PlanEnquiry.objects.visible_to(request.user).filter(referral=referral)
    authority = referral.area.childrens_services_id if referral.area else None
    initial = {"authority": authority, "asked_date": timezone.localdate(at)}
    return act_page(
        request,
        referral,
        "confirm_plan",
        PlanForm(posted(request), initial=initial, at=at),
        lambda **answers: actions.ask_about_plan(referral, by=request.user, at=at, **answers),
        at=at,
        done=_noted,
        template="self_referral/confirm_plan.html",
        asked=asked.select_related("authority", "by").order_by("-at"),
        told=getattr(referral, "self_told", None),
        deadline=referral.deadlines.running().filter(promise=Promise.CONFIRM_PLAN).first(),
    )


def _noted(answers):
    if not answers["answer"]:
        return "Noted that they were asked. You are reminded until they answer."
    return "Their answer is on the file."
