"""The referral and its form for the area's team, or why there is none."""

from django.http import Http404
from django.utils import timezone

import paper
from accounts.roles import Permission, requires
from audit.trail import record, saw
from iss import actions
from iss.maracs.forms import DeclineForm, ReferForm
from iss.views.pages import ask_on

from .cases import case


@requires(Permission.WORK_HER_FILE)
def refer(request, pk, marac):
    at = timezone.now()
    found = case(request, pk, marac)
    initial = {"criteria": found.criteria, "referred_date": timezone.localdate(at)}
    form = ReferForm(request.POST or None, initial=initial, at=at)
    return ask_on(
        request,
        found.file,
        form,
        lambda: actions.refer_to_marac(found, by=request.user, at=at, **form.cleaned_data),
        heading="Refer to MARAC",
        intro="He is never told. She is told unless that is not safe.",
        submit="Record the referral and make the form",
        done="The referral is recorded. Download the form and send it to the area’s MARAC by secure mail.",
        then=found.get_absolute_url(),
        warn=True,
        at=at,
    )


@requires(Permission.WORK_HER_FILE)
def decline(request, pk, marac):
    at = timezone.now()
    found = case(request, pk, marac)
    form = DeclineForm(request.POST or None, at=at)
    return ask_on(
        request,
        found.file,
        form,
        lambda: actions.decline_marac(found, by=request.user, at=at, **form.cleaned_data),
        heading="Record why there is no MARAC referral",
        consequences=["The recommendation is settled.", "The managers of your service read the reason."],
        submit="Record it",
        danger=True,
        done="Recorded. Your managers have been told.",
        then=found.get_absolute_url(),
        at=at,
    )


@requires(Permission.WORK_HER_FILE)
def form_pdf(request, pk, marac):
    """For the area's MARAC team. It says whom to ask, never how she is reached."""
    found = case(request, pk, marac)
    if found.referred_date is None:
        raise Http404("There is no referral yet.")
    referral = found.file.referral
    him = referral.man.name if referral and not referral.sharing_stopped else ""
    context = {"marac": found, "file": found.file, "him": him, "by": found.settled_by}
    content = paper.pdf("paper/marac.html", context)
    at = timezone.now()
    saw(found.file, by=request.user, at=at, page="her_marac_form")
    record("marac.form_downloaded", found.file, by=request.user, at=at, marac=found.pk)
    return paper.response(content, f"form-{found.file.short_reference}.pdf")
