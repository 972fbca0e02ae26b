"""Her two agreements: to be contacted, and to support. Nothing of this is ever shown on his side."""

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone

import paper
from accounts.roles import Permission, requires
from audit.trail import saw
from iss import actions
from iss.models import HerAgreement, PartnerFile
from iss.views.pages import ask_on
from referrals.views.documents import serve

from .forms import AgreementForm, SignedForm
from .standing import standings


@requires(Permission.WORK_HER_FILE)
def agreements(request, pk):
    """How both stand, and what can be done about each."""
    at = timezone.now()
    file = _file(request, pk)
    saw(file, by=request.user, at=at, page="her_agreements")
    found = HerAgreement.objects.visible_to(request.user).filter(file=file).select_related("by")
    answers = list(found.order_by("-asked_date", "-pk"))
    context = {"file": file, "standings": standings(answers), "answers": answers, "at": at}
    return render(request, "iss/agreements.html", context)


@requires(Permission.WORK_HER_FILE)
def agreement(request, pk):
    at = timezone.now()
    file = _file(request, pk)
    about = request.GET.get("about")
    initial = {"about": about} if about in HerAgreement.About.values else {}
    form = AgreementForm(request.POST or None, request.FILES or None, initial=initial, at=at)
    return ask_on(
        request,
        file,
        form,
        lambda: actions.record_agreement(file, by=request.user, at=at, **form.cleaned_data),
        heading="Record her answer",
        done=lambda agreement: f"Recorded: {agreement}. It is never shown to him.",
        then=reverse("her_agreements", args=[pk]),
        at=at,
    )


@requires(Permission.WORK_HER_FILE)
def signed(request, pk, about):
    at = timezone.now()
    file = _file(request, pk)
    about = _about(about)
    form = SignedForm(request.POST or None, request.FILES or None, at=at)
    return ask_on(
        request,
        file,
        form,
        lambda: actions.record_agreement(
            file,
            about=about,
            asked_date=form.cleaned_data["signed_date"],
            agreed=True,
            form="written",
            witness=form.cleaned_data["witness"],
            document=form.cleaned_data["document"],
            by=request.user,
            at=at,
        ),
        heading=f"Add the paper she has signed: {about.label.lower()}",
        submit="Add it",
        done="The signed paper is on her file.",
        then=reverse("her_agreements", args=[pk]),
        at=at,
    )


@requires(Permission.WORK_HER_FILE)
def paper_to_sign(request, pk, about):
    """The paper as it will be, and how to keep it from being found."""
    file, about = _file(request, pk), _about(about)
    saw(file, by=request.user, at=timezone.now(), page="her_agreement_form")
    return render(request, "iss/agreement_form.html", {"file": file, "about": about})


@requires(Permission.WORK_HER_FILE)
def pdf(request, pk, about):
    file, about = _file(request, pk), _about(about)
    content = paper.pdf("paper/her_agreement.html", {"file": file, "about": about})
    saw(file, by=request.user, at=timezone.now(), page="her_agreement_pdf")
    return paper.response(content, f"form-{file.short_reference}.pdf")


@requires(Permission.WORK_HER_FILE)
def document(request, pk):
    """A paper she has signed, as an attachment under a name that says nothing."""
    found = HerAgreement.objects.visible_to(request.user).exclude(document="").select_related("file")
    agreement = get_object_or_404(found, pk=pk)
    answer = serve(agreement.document, agreement.document_name)
    saw(agreement.file, by=request.user, at=timezone.now(), page="her_agreement_document")
    return answer


def _file(request, pk):
    return get_object_or_404(PartnerFile.objects.visible_to(request.user), pk=pk)


def _about(name):
    if name not in HerAgreement.About.values:
        raise Http404("There is no such agreement.")
    return HerAgreement.About(name)
