"""Ask the referrer for what is missing; the referrer's page to answer; withdraw what was asked."""

from functools import partial

from django.shortcuts import get_object_or_404
from django.utils import timezone

from accounts.asking import posted
from accounts.roles import Permission, requires
from audit.trail import saw
from referrals import actions
from referrals.models import AnswerDocument, InformationRequest
from referrals.views.acting import act_page, back, refused, the_file
from referrals.views.documents import serve
from timescales.promises import Promise

from .forms import AnswerForm, AskForm, WithdrawForm
from .words import consequences, what_it_lacks


@requires(Permission.ASK_REFERRER)
def ask_referrer(request, pk):
    at = timezone.now()
    referral = the_file(request, pk)
    if refusal := refused(request, referral, "ask_referrer"):
        return refusal
    if not (referral.referrer_id or referral.team_id):
        return back(request, referral, "Nobody is on record as the referrer: there is nobody to ask.")
    if InformationRequest.objects.visible_to(request.user).filter(referral=referral).open().exists():
        return back(
            request, referral, "The referrer has been asked already, and the answer is still to come."
        )
    form = AskForm(posted(request), initial={"missing": what_it_lacks(referral)}, at=at)
    return act_page(
        request,
        referral,
        "ask_referrer",
        form,
        partial(actions.ask_referrer, referral, by=request.user, at=at),
        at=at,
        done="The social worker has been asked. You are told as soon as there is an answer.",
        consequences=consequences(referral, at=at),
        submit="Ask for it",
    )


@requires(Permission.ANSWER_REQUEST)
def answer_request(request, pk):
    at = timezone.now()
    referral = the_file(request, pk)
    asked = _latest(request, referral)
    if not referral.is_open:
        return back(request, referral, "This file has ended: My Time does not need an answer any more.")
    return act_page(
        request,
        referral,
        "answer_request",
        AnswerForm(posted(request), request.FILES or None, at=at),
        partial(actions.answer_request, asked, by=request.user, at=at),
        at=at,
        done="Thank you. Your answer is on the file, and whoever asked has been told.",
        template="intake/answer.html",
        heading="My Time asks you for information",
        asked=asked,
        deadline=referral.deadlines.running().filter(promise=Promise.ANSWER_REQUEST).first(),
        submit="Send the answer",
    )


@requires(Permission.ASK_REFERRER)
def withdraw_request(request, pk):
    at = timezone.now()
    referral = the_file(request, pk)
    asked = _latest(request, referral)
    if not asked.is_open:
        return back(request, referral, "This request has been answered or withdrawn already.")
    return act_page(
        request,
        referral,
        "withdraw_request",
        WithdrawForm(posted(request), at=at),
        partial(actions.withdraw_request, asked, by=request.user, at=at),
        at=at,
        done="Withdrawn. The clock goes on with the time it had left, and the social worker has been told.",
        heading="Withdraw what was asked",
        submit="Withdraw it",
        asked=asked,
    )


@requires(Permission.SEE_HIS_FILES)
def answer_document(request, pk):
    documents = AnswerDocument.objects.visible_to(request.user).select_related("answer__request__referral")
    document = get_object_or_404(documents, pk=pk)
    answer = serve(document.document, document.name)
    saw(document.answer.request.referral, by=request.user, at=timezone.now(), page="answer_document")
    return answer


def _latest(request, referral):
    """What was asked last; 404 where nothing was."""
    asked = InformationRequest.objects.visible_to(request.user).filter(referral=referral)
    return get_object_or_404(asked.select_related("asked_by", "answered_by").order_by("-asked_at", "-pk")[:1])
