"""Requests for a copy of one's record: from the question to the paper."""

import json

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from accounts.asking import ask, posted, press
from accounts.paging import page_of
from accounts.refusal import Refused
from accounts.roles import Permission, requires
from audit.trail import record
from monitoring.models import CopyRequest
from monitoring.papers.views import paper_pages
from monitoring.views.one_act import act_pages
from paper import downloads

from . import actions, forms
from .marking import counts, given
from .on_paper import COPY
from .reading import subject_of, with_whose_it_is


@requires(Permission.SEE_COPIES)
def copy_requests(request):
    found = CopyRequest.objects.visible_to(request.user).prefetch_related("deadlines__rule")
    page = page_of(found.defer("content", "withheld"), request, by=("-received_date", "-pk"))
    context = {"page": page, "at": timezone.now(), "takes": request.user.may(Permission.TAKE_COPY_REQUEST)}
    return render(request, "monitoring/copies/requests.html", context)


@requires(Permission.TAKE_COPY_REQUEST)
def take_copy_request(request):
    at = timezone.now()
    form = forms.TakeForm(posted(request), at=at)
    return ask(
        request,
        form,
        lambda: _take(form.cleaned_data, by=request.user, at=at),
        done="The request is taken down. The month runs.",
        then=lambda made: made,
        template="monitoring/copies/act.html",
        context={"heading": "Somebody asks for a copy of their record", "submit": "Take it down"},
    )


def _take(said, *, by, at):
    subject = subject_of(said["reference"], by)
    if not subject:
        raise Refused("There is no file with this reference here.")
    return actions.take_request(
        **subject, received_date=said["received_date"], through=said["through"], by=by, at=at
    )


@requires(Permission.SEE_COPIES)
def copy_request(request, pk):
    """How it stands, and the one thing to do next."""
    found = _request(request, pk)
    readable = CopyRequest.objects.visible_to(request.user).readable_by(request.user).filter(pk=pk).exists()
    entries, withheld, phrases = counts(found.content, found.withheld) if readable else (0, 0, 0)
    context = {
        "copy": found,
        "at": timezone.now(),
        "state": found.state,
        "takes": request.user.may(Permission.TAKE_COPY_REQUEST),
        "prepares": request.user.may(Permission.PREPARE_COPY),
        "readable": readable,
        "checks": readable and found.prepared_by_id != request.user.pk,
        "is_open": not (found.released_at or found.ended_at),
        "entries": entries,
        "withheld": withheld,
        "phrases": phrases,
    }
    return render(request, "monitoring/copies/request.html", context)


def _request(request, pk):
    return get_object_or_404(
        CopyRequest.objects.visible_to(request.user).select_related("prepared_by"), pk=pk
    )


# A form about the request, and what it does
taking = act_pages(Permission.TAKE_COPY_REQUEST, _request, "monitoring/copies/act.html", name="copy")
preparing = act_pages(Permission.PREPARE_COPY, _request, "monitoring/copies/act.html", name="copy")

copy_identity = taking(
    forms.IdentityForm,
    actions.check_identity,
    heading="Check who it is",
    submit="It is this person",
    done="Recorded how you know who it is.",
)
copy_extend = taking(
    forms.ExtendForm,
    actions.extend,
    heading="Take up to two months more",
    submit="Extend it",
    done="Extended. Tell the person today, with the reason.",
)
copy_end = taking(
    forms.EndForm,
    actions.end,
    heading="End without a copy",
    submit="End it",
    done="Ended. Tell the person, and that they can complain to the Information Commissioner.",
)
copy_release = preparing(
    forms.ReleaseForm,
    actions.release,
    heading="Give the copy",
    submit="It is given now",
    done="Recorded that the copy was given.",
)


@requires(Permission.PREPARE_COPY)
@require_POST
def copy_gather(request, pk):
    found, at = _request(request, pk), timezone.now()
    return press(
        request,
        lambda: actions.gather(found, by=request.user, at=at),
        done="Taken down what is held now. Read it, and withhold what is about others.",
        then=found,
    )


@requires(Permission.PREPARE_COPY)
def copy_prepare(request, pk):
    """Every entry with what becomes of it."""
    at, found = timezone.now(), _readable(request, pk)
    record("copy.read", found, by=request.user, at=at)
    before = "\n".join(found.withheld.get("phrases", ()))
    kept = found.withheld.get("items", {})
    form = forms.PrepareForm(posted(request), content=found.content, phrases=before, kept=kept, at=at)
    sections = [
        (each["title"], [(item, form[form.entries[item["id"]]]) for item in each["items"]])
        for each in found.content
    ]
    return ask(
        request,
        form,
        lambda: actions.prepare(
            found, items=form.items(), phrases=form.cleaned_data["phrases"], by=request.user, at=at
        ),
        done="Prepared. A second person has been asked to check it.",
        then=found,
        template="monitoring/copies/prepare.html",
        context={"copy": found, "sections": sections},
    )


@requires(Permission.SEE_COPIES)
def copy_check(request, pk):
    """As the person would get it, and whether it may go."""
    at, found = timezone.now(), _readable(request, pk)
    record("copy.read", found, by=request.user, at=at)
    form = forms.CheckForm(posted(request), at=at)
    return ask(
        request,
        form,
        lambda: actions.check(
            found,
            approve=form.cleaned_data["decision"] == "approve",
            words=form.cleaned_data["words"],
            by=request.user,
            at=at,
        ),
        done="Recorded.",
        then=found,
        template="monitoring/copies/check.html",
        context={
            "copy": found,
            "sections": given(found.content, found.withheld),
            "may_check": bool(found.prepared_at and not found.approved_at)
            and found.prepared_by_id != request.user.pk,
        },
    )


@requires(Permission.PREPARE_COPY)
def copy_json(request, pk):
    """The same for a machine (Article 20 of the UK GDPR)."""
    found = _approved(request, pk)
    record("copy.taken", found, by=request.user, at=timezone.now())
    said = {"reference": found.reference, "sections": given(found.content, found.withheld)}
    content = json.dumps(said, indent=2, ensure_ascii=False).encode()
    return downloads.response(content, f"{found.reference}.json", "application/json")


def _readable(request, pk):
    return _fetched(CopyRequest.objects.visible_to(request.user).readable_by(request.user), pk)


def _approved(request, pk):
    """What was approved and may be taken away."""
    found = CopyRequest.objects.visible_to(request.user).readable_by(request.user)
    return _fetched(found.filter(approved_at__isnull=False, ended_at=None), pk)


def _fetched(requests, pk):
    if found := with_whose_it_is(requests, pk):
        return found
    raise Http404("No such request.")


copy_papers = paper_pages(COPY, permission=Permission.PREPARE_COPY, find=_approved)
