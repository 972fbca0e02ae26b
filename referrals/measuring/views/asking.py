"""Where a facilitator puts the questions to him, follows a link that was sent, and rates how he takes part."""

from django.contrib.auth import logout
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from accounts.asking import ask, posted, press
from accounts.refusal import Refused
from accounts.roles import Permission, requires
from audit.trail import saw
from forms import GovForm
from outcomes.forms import form_for
from referrals.measuring import actions
from referrals.measuring.addresses import link_to, token_of
from referrals.measuring.forms import AskHimForm, RatedStageForm
from referrals.measuring.reading import text_of
from referrals.measuring.windows import due_stage, untaken, windows
from referrals.models import Questions
from referrals.views.acting import back, refused, the_file
from texts.occasions import Channel
from texts.reaching import reach_of

from .private import begin_here


@requires(Permission.ASSESS)
def ask_him(request, pk):
    """Which questions, and whether on this screen or by a link."""
    at = timezone.now()
    referral = the_file(request, pk)
    if refusal := refused(request, referral, "ask_him"):
        return refusal
    stages = untaken(referral)
    if not stages:
        return back(request, referral, "All four of his measures have been taken.")
    asked = request.GET.get("stage", "")
    initial = {"stage": asked if asked in stages else due_stage(referral, at=at) or stages[0]}
    form = AskHimForm(posted(request), stages=stages, initial=initial, at=at)
    if request.method == "POST" and form.is_valid():
        try:
            questions = actions.put_questions(referral, by=request.user, at=at, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            return _hand_over(request, questions, at)
    when = windows(referral)
    context = {
        "form": form,
        "referral": referral,
        "windows": [(stage.label, when.get(stage)) for stage in stages],
        "open_ones": _unfinished(request.user, referral),
        "act": GovForm(),
        "at": at,
    }
    return render(request, "referrals/measuring/ask_him.html", context)


def _unfinished(user, referral):
    return Questions.objects.visible_to(user).unfinished().filter(referral=referral).select_related("by")


def _hand_over(request, questions, at):
    """On this screen: nobody is signed in any more before he sees it. By a link: to the page of the link."""
    if questions.way == actions.LINK:
        actions.text_the_link(questions, at=at)
        return redirect("questions_link", questions.referral_id, questions.pk)
    logout(request)
    begin_here(request, questions, at)
    return redirect("questions", token_of(questions))


@requires(Permission.ASSESS)
def questions_link(request, pk, questions_pk):
    """The link of questions that he has not finished, and whether it was texted; never what he has answered."""
    at = timezone.now()
    referral = the_file(request, pk)
    questions = get_object_or_404(_unfinished(request.user, referral), pk=questions_pk, way=actions.LINK)
    saw(referral, by=request.user, at=at, page="questions_link")
    text = text_of(questions)
    context = {
        "referral": referral,
        "questions": questions,
        "open": questions.open_at(at),
        "link": link_to(questions),
        "text": text,
        "why_not": "" if text else reach_of(actions.LABEL, referral.pk).why_not(Channel.TEXT),
        "act": GovForm(),
        "at": at,
    }
    return render(request, "referrals/measuring/link.html", context)


@requires(Permission.ASSESS)
@require_POST
def withdraw_questions(request, pk, questions_pk):
    at = timezone.now()
    referral = the_file(request, pk)
    questions = get_object_or_404(
        Questions.objects.visible_to(request.user), pk=questions_pk, referral=referral
    )
    return press(
        request,
        lambda: actions.withdraw_questions(questions, by=request.user, at=at),
        done="The questions are withdrawn. Nobody can answer them any more.",
        then=referral.get_absolute_url(),
    )


@requires(Permission.RUN_SESSIONS)
def rate_him(request, pk):
    """Four ratings by those who run his sessions."""
    at = timezone.now()
    referral = the_file(request, pk)
    if refusal := refused(request, referral, "rate_him"):
        return refusal
    version = actions.asked_now("F", at)
    asked = request.GET.get("stage", "")
    initial = {"stage": asked} if asked in ("midway", "end") else {}
    when = RatedStageForm(posted(request), initial=initial, at=at)
    form = form_for(version, "midway")(posted(request), at=at)
    form.fields = when.fields | form.fields
    if request.method == "GET":
        saw(referral, by=request.user, at=at, page="rate_him")
    return ask(
        request,
        form,
        lambda: actions.rate(
            referral, stage=form.cleaned_data["stage"], answers=form.answers(), by=request.user, at=at
        ),
        done="Your ratings are recorded.",
        then=referral.get_absolute_url(),
        template="referrals/act.html",
        context={
            "referral": referral,
            "heading": "Rate how he takes part",
            "submit": "Save",
            "at": at,
        },
    )
