"""His agreement: how it stands, the form to print, his answer, and the form that he has signed."""

from functools import partial

from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.timezone import localtime

import paper
from accounts.asking import posted
from accounts.roles import Permission, requires
from audit.trail import saw
from referrals import actions
from referrals.agreeing import standing
from referrals.models import Agreement
from referrals.views.acting import act_page, refused, the_file
from referrals.views.documents import serve
from timescales.promises import Promise

from .forms import AgreementForm, SignedForm

TEMPLATE = "paper/agreement.html"


@requires(Permission.RECORD_AGREEMENT)
def agreement(request, pk):
    """How it stands, and the one thing to do next."""
    at = timezone.now()
    referral = the_file(request, pk)
    saw(referral, by=request.user, at=at, page="agreement")
    context = _how_it_stands(request, referral) | {
        "referral": referral,
        "deadline": referral.deadlines.running().filter(promise=Promise.WRITTEN_AGREEMENT).first(),
        "may_close": request.user.may(Permission.CLOSE_FILE),
        "at": at,
    }
    return render(request, "referrals/agreement.html", context)


@requires(Permission.RECORD_AGREEMENT)
def record_agreement(request, pk):
    at = timezone.now()
    referral = the_file(request, pk)
    if refusal := refused(request, referral, "agreement"):
        return refusal
    initial = {"asked_date": localtime(at).date()}
    form = AgreementForm(posted(request), request.FILES or None, referral=referral, initial=initial, at=at)
    return act_page(
        request,
        referral,
        "record_agreement",
        form,
        partial(actions.record_agreement, referral, by=request.user, at=at),
        at=at,
        done=_recorded,
        heading="Record his answer",
        submit="Save",
    )


@requires(Permission.RECORD_AGREEMENT)
def add_signed_agreement(request, pk):
    """The signed form, against what he has said before."""
    at = timezone.now()
    referral = the_file(request, pk)
    if refusal := refused(request, referral, "agreement"):
        return refusal
    stands = _how_it_stands(request, referral)["standing"]
    confirms = stands.latest if stands.latest and stands.latest.agreed else None
    form = SignedForm(posted(request), request.FILES or None, referral=referral, at=at)
    return act_page(
        request,
        referral,
        "add_signed_agreement",
        form,
        lambda document, signed_date, witness: actions.record_agreement(
            referral,
            asked_date=signed_date,
            agreed=True,
            form=Agreement.Form.WRITTEN,
            witness=witness,
            document=document,
            confirms=confirms,
            by=request.user,
            at=at,
        ),
        at=at,
        done="The signed form is on the file. Nobody is reminded of it any more.",
        template="referrals/agreement_asked.html",
        heading="Add the signed agreement",
        deadline=referral.deadlines.running().filter(promise=Promise.WRITTEN_AGREEMENT).first(),
        confirms=confirms,
        submit="Add it",
    )


@requires(Permission.RECORD_AGREEMENT)
def agreement_form(request, pk):
    """The form as it will be on paper."""
    referral = the_file(request, pk)
    saw(referral, by=request.user, at=timezone.now(), page="agreement_form")
    return render(request, "referrals/agreement_form.html", _paper(request, referral))


@requires(Permission.RECORD_AGREEMENT)
def agreement_pdf(request, pk):
    referral = the_file(request, pk)
    content = paper.pdf(TEMPLATE, _paper(request, referral))
    saw(referral, by=request.user, at=timezone.now(), page="agreement_pdf")
    return paper.response(content, f"{referral.reference}-agreement-form.pdf")


@requires(Permission.SEE_HIS_FILES)
def document(request, pk):
    """A signed form."""
    agreements = Agreement.objects.visible_to(request.user).exclude(document="").select_related("referral")
    agreement = get_object_or_404(agreements, pk=pk)
    answer = serve(agreement.document, agreement.document_name)
    saw(agreement.referral, by=request.user, at=timezone.now(), page="document")
    return answer


def _how_it_stands(request, referral):
    found = Agreement.objects.visible_to(request.user).filter(referral=referral).select_related("by")
    agreements = list(found.order_by("-asked_date", "-pk"))
    return {"agreements": agreements, "standing": standing(agreements)}


def _paper(request, referral):
    """Everything the paper says of him: his name, the reference, the area, and what he has said so far."""
    stands = _how_it_stands(request, referral)["standing"]
    said = stands.latest if stands.latest and stands.latest.agreed else None
    return {"referral": referral, "said": said}


def _recorded(data):
    if not data["agreed"]:
        return "His refusal is recorded, and whoever has the file is told. Nothing is closed by itself."
    if data["form"] == Agreement.Form.WRITTEN and data["document"]:
        return "His written agreement is recorded."
    return "His agreement is recorded. The signed form is due by his first session."
