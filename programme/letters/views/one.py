"""One letter: written, looked at as he will read it, issued, printed, and gone."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone

import paper
from accounts.asking import ask, posted
from accounts.roles import Permission, requires
from audit.trail import saw
from programme import actions
from programme.actions.letters import NO_LONGER, check_of, page_of
from programme.letters.drafting import draft, gaps, source_of
from programme.letters.forms import DropForm, GoneForm, IssueForm, LetterForm
from programme.letters.kinds import ATTENDANCE, CHANGE, ENROLMENT, MANNERS, OFFER, LetterKind
from programme.letters.owed import is_owed
from programme.models import Attendance, Enrolment, Letter
from referrals.models import AssessmentOffer, StatusChange
from referrals.statuses import CloseReason, Status
from referrals.views.acting import the_file


@requires(Permission.CONTACT_HIM)
def write_letter(request, pk, kind, fact):
    """The words that his record gives, or those that somebody has kept, to be edited."""
    at = timezone.now()
    referral, kind = the_file(request, pk), _kind(kind)
    fact = _fact(request, referral, kind, fact)
    if not is_owed(referral, kind, fact, at=at):
        messages.error(request, NO_LONGER)
        return redirect("his_letters", pk)
    drafts = Letter.objects.visible_to(request.user).drafts().filter(referral=referral, kind=kind)
    kept = drafts.filter(**{MANNERS[kind].about: fact}).first()
    made = None if kept else draft(source_of(referral, kind, fact, at=at))
    form = LetterForm(posted(request), stored={"words": kept.words if kept else made.words}, at=at)
    if request.method == "GET":
        saw(referral, by=request.user, at=at, page="letter")
    return ask(
        request,
        form,
        lambda: actions.keep_letter(
            referral, kind=kind, fact=fact, by=request.user, at=at, **form.cleaned_data
        ),
        done="Kept. Nothing has been sent.",
        then=lambda letter: letter.get_absolute_url(),
        template="letters/write.html",
        context=_about(referral, kind, fact) | {"gaps": gaps(kept.words if kept else made.words)},
    )


@requires(Permission.CONTACT_HIM)
def letter(request, pk):
    """As he will read it. A draft is issued here; what is issued is printed, and recorded when it has gone."""
    at = timezone.now()
    found = _letter(request, pk)
    referral = found.referral
    check = check_of(found, referral) if not found.issued_at else None
    form, act, words = _next(request, found, check, at)
    if request.method == "GET":
        saw(referral, by=request.user, at=at, page="letter")
    context = _about(referral, found.kind, found.fact) | {
        "letter": found,
        "page": page_of(found, referral),
        "check": check,
        "gaps": [] if found.issued_at else gaps(found.words),
        "at": at,
    }
    return ask(
        request,
        form,
        act,
        done=words,
        then=found.get_absolute_url(),
        template="letters/letter.html",
        context=context,
    )


def _next(request, found, check, at):
    """(form, act, what is said then) of the one thing to do with a letter next."""
    if found.issued_at is None:
        form = IssueForm(posted(request), asked=check.asked, at=at)
        return (
            form,
            lambda: actions.issue_letter(
                found, looked=form.cleaned_data.get("looked", False), by=request.user, at=at
            ),
            "Issued. Print it, and record here when it has gone.",
        )
    form = GoneForm(posted(request), initial={"gone_date": timezone.localdate(at)}, at=at)
    return (
        form,
        lambda: actions.send_letter(found, by=request.user, at=at, **form.cleaned_data),
        "Recorded that it has gone.",
    )


@requires(Permission.CONTACT_HIM)
def letter_pdf(request, pk):
    """The page as it was issued. Its name is the reference and the number of the letter, and no more."""
    found = _letter(request, pk)
    if not found.issued_at:
        raise Http404("A draft is not printed.")
    content = paper.from_html(found.html)
    saw(found.referral, by=request.user, at=timezone.now(), page="letter_pdf")
    return paper.response(content, f"{found.referral.reference}-{found.pk}.pdf")


@requires(Permission.CONTACT_HIM)
def drop_letter(request, pk, kind, fact):
    at = timezone.now()
    referral, kind = the_file(request, pk), _kind(kind)
    fact = _fact(request, referral, kind, fact)
    form = DropForm(posted(request), at=at)
    return ask(
        request,
        form,
        lambda: actions.drop_letter(
            referral, kind=kind, fact=fact, by=request.user, at=at, **form.cleaned_data
        ),
        done="Recorded why no letter is sent.",
        then=reverse("his_letters", args=[pk]),
        template="letters/drop.html",
        context=_about(referral, kind, fact),
    )


def _kind(text):
    if text not in LetterKind.values:
        raise Http404("There is no such letter.")
    return LetterKind(text)


def _fact(request, referral, kind, pk):
    rows = {
        OFFER: AssessmentOffer.objects.visible_to(request.user),
        ENROLMENT: Enrolment.objects.visible_to(request.user),
        ATTENDANCE: Attendance.objects.visible_to(request.user),
        CHANGE: StatusChange.objects.visible_to(request.user),
    }[MANNERS[kind].about]
    return get_object_or_404(rows, referral=referral, pk=pk)


def _letter(request, pk):
    rows = Letter.objects.visible_to(request.user).select_related(
        "referral__man", "issued_by", "by", "gone_by", "dropped_by"
    )
    return get_object_or_404(rows, pk=pk)


def _about(referral, kind, fact):
    risky = referral.status == Status.CLOSED and referral.close_reason == CloseReason.INCREASED_RISK
    return {
        "referral": referral,
        "kind": LetterKind(kind),
        "fact": fact,
        "think_first": risky and kind == LetterKind.CLOSED,
        "his_letters": reverse("his_letters", args=[referral.pk]),
    }
