"""The desk for requests under the Freedom of Information Act."""

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.timezone import localtime

import paper
from accounts.asking import ask, press
from accounts.paging import page_of
from accounts.roles import Permission, requires
from audit.trail import record
from forms import GovForm
from monitoring.figures.quarter import Quarter
from monitoring.models import FoiRequest, YearCost
from monitoring.papers.views import paper_pages
from monitoring.publishing.workbook import XLSX, book
from monitoring.quarters.views import FIRST_YEAR
from monitoring.views.one_act import act_pages

from . import actions
from .forms import AnswerForm, AttachmentForm, ClarifyForm, ClearForm, CostForm, NoteForm, RequestForm
from .on_paper import ANSWER, name_of, tables_of
from .questions import BANK
from .reading import stands


def _request(request, pk):
    rows = FoiRequest.objects.visible_to(request.user).select_related(
        "release__rule", "requester", "answered_by"
    )
    return get_object_or_404(rows.prefetch_related("deadlines__rule", "clarifications"), pk=pk)


# One thing done on a request that is not answered yet, in a form of its own
acting = act_pages(
    Permission.ANSWER_FOI,
    _request,
    "monitoring/foi/act.html",
    name="foi",
    is_over=lambda foi: bool(foi.outcome),
)


@requires(Permission.ANSWER_FOI)
def requests(request):
    at = timezone.now()
    found = FoiRequest.objects.visible_to(request.user).prefetch_related("deadlines__rule", "clarifications")
    page = page_of(found, request, by=("-received_date", "-pk"))
    context = {"page": page, "rows": [(each, stands(each)) for each in page.rows], "at": at}
    return render(request, "monitoring/foi/requests.html", context)


@requires(Permission.ANSWER_FOI)
def new_request(request):
    at = timezone.now()
    form = RequestForm(request.POST or None, at=at)
    return ask(
        request,
        form,
        lambda: actions.record_request(**form.cleaned_data, by=request.user, at=at),
        done=lambda made: f"Recorded. The answer is due by {made.due_date:%-d %B %Y}.",
        then=lambda made: made,
        template="monitoring/foi/new.html",
        context={},
    )


@requires(Permission.ANSWER_FOI)
def foi_request(request, pk):
    """Where it stands, what was asked, the attachment, and the one thing to do next."""
    found = _request(request, pk)
    context = {
        "foi": found,
        "stands": stands(found),
        "requester": getattr(found, "requester", None),
        "notes": found.notes.order_by("pk"),
        "questions": [each for each in BANK if each.key in found.questions],
        "tables": tables_of(found) if found.release and found.release.made_at else [],
        "act": GovForm(),
        "at": timezone.now(),
    }
    return render(request, "monitoring/foi/request.html", context)


clarify = acting(
    ClarifyForm,
    actions.ask_what_is_meant,
    heading="Ask what is meant",
    submit="The days stand still from now",
    lead="Where a request cannot be answered as it is put. The twenty days begin anew when they have answered.",
    done="The days stand still until they answer.",
)
clear = acting(
    ClearForm,
    actions.made_clear,
    heading="They have answered",
    submit="Begin the days anew",
    done="The twenty days have begun anew.",
)
attachment = acting(
    AttachmentForm,
    actions.make_attachment,
    heading="Make the attachment",
    submit="Make the attachment",
    lead="The numbers are protected beside everything that was released before, and stand in the log of releases.",
    done="The numbers are being made. This takes some seconds.",
)
note = acting(
    NoteForm,
    actions.add_note,
    heading="Add another fact of the letter",
    submit="Add it",
    done="Added.",
)
answer = acting(
    AnswerForm,
    actions.answer,
    heading="Record the answer",
    submit="Record the answer",
    done="The answer is recorded.",
)


@requires(Permission.ANSWER_FOI)
def forget(request, pk):
    found, at = _request(request, pk), timezone.now()
    if request.method != "POST":
        return redirect(found)
    return press(
        request,
        lambda: actions.forget_requester(found, by=request.user, at=at),
        done="It is forgotten who asked.",
        then=found,
    )


@requires(Permission.ANSWER_FOI)
def costs(request):
    """What each year cost, the latest entry of a year first; and a new one."""
    at = timezone.now()
    years = range(Quarter.of(localtime(at).date()).year, FIRST_YEAR - 1, -1)
    form = CostForm(request.POST or None, years=years, at=at)
    return ask(
        request,
        form,
        lambda: actions.enter_cost(**form.cleaned_data, by=request.user, at=at),
        done=lambda cost: f"Entered. {cost}.",
        then="foi_costs",
        template="monitoring/foi/costs.html",
        context={"costs": YearCost.objects.visible_to(request.user).select_related("by")},
    )


@requires(Permission.ANSWER_FOI)
def spreadsheet(request, pk):
    found = _made(request, pk)
    record("foi.attachment_taken", found, by=request.user, at=timezone.now())
    lines = {
        "Request": found.reference,
        "Referrals received": found.release.period,
        "As known on": f"{localtime(found.release.at):%-d %B %Y, %H:%M}",
        "Release": found.release.reference,
        "Protection": f"{found.release.rule}. “Hidden” may be any number.",
    }
    lines |= {f"Note {number}": note.words for number, note in enumerate(found.notes.all(), start=1)}
    content = book(lines, tables_of(found))
    return paper.response(content, f"{name_of(found)}.xlsx", kind=XLSX)


def _made(request, pk):
    """A request with an attachment that can be taken away."""
    found = _request(request, pk)
    if not (found.release and found.release.made_at):
        raise Http404
    return found


foi_papers = paper_pages(ANSWER, permission=Permission.ANSWER_FOI, find=_made)
