"""His agreement with its document, and his measures."""

from functools import partial

from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.timezone import localtime

from accounts.roles import Permission, requires
from audit.trail import saw
from outcomes.models import PROMISES
from referrals import actions
from referrals.forms import AgreementForm, MeasureForm
from referrals.models import Agreement

from .acting import act_page, posted, refused, the_file
from .documents import serve


@requires(Permission.CONTACT_HIM)
def record_agreement(request, pk):
    at = timezone.now()
    referral = the_file(request, pk)
    if refusal := refused(request, referral, "record_agreement"):
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
        done=_agreement_done,
        submit="Save",
    )


def _agreement_done(data):
    if not data["agreed"]:
        return "His refusal is recorded."
    if data["form"] == Agreement.Form.WRITTEN:
        return "His written agreement is recorded."
    return "His verbal agreement is recorded. The written one is due by his first session."


@requires(Permission.ASSESS)
def record_measure(request, pk):
    at = timezone.now()
    referral = the_file(request, pk)
    if refusal := refused(request, referral, "record_measure"):
        return refusal
    running = referral.deadlines.running().order_by("due_at").values_list("promise", flat=True)
    due = [stage for promise in running for stage, owed in PROMISES.items() if owed == promise]
    form = MeasureForm(posted(request), initial={"stage": next(iter(due), "")}, at=at)
    return act_page(
        request,
        referral,
        "record_measure",
        form,
        partial(actions.record_measure, referral, by=request.user, at=at),
        at=at,
        done="The measure is recorded.",
        submit="Save",
    )


@requires(Permission.SEE_HIS_CONTENT)
def document(request, pk):
    """A signed agreement, always as an attachment, and never guessed at by the browser."""
    agreements = Agreement.objects.visible_to(request.user).exclude(document="").select_related("referral")
    agreement = get_object_or_404(agreements, pk=pk)
    answer = serve(agreement.document, agreement.document_name)
    saw(agreement.referral, by=request.user, at=timezone.now(), page="document")
    return answer
