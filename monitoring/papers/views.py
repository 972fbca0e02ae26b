"""The pages of a paper: at once where it is short; else asked for, waited for and fetched."""

from collections import namedtuple

from django.conf import settings
from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

import paper
from accounts.asking import press
from accounts.refusal import Refused
from accounts.roles import requires
from audit.trail import record
from monitoring.models import MadePaper

from . import actions
from .source import is_short, is_too_long, rows_of, why_too_long

# Views: the PDF at once or the way to it; the page on which it is asked for; a part that was made
Pages = namedtuple("Pages", "pdf page file")


def paper_pages(source, *, permission, find):
    """``find(request, pk)``: what it is of, for whoever may have it, or 404."""

    @requires(permission)
    def pdf(request, pk):
        found = find(request, pk)
        documents = source.documents(found)
        if not is_short(documents):
            return redirect(source.page, pk)
        record(source.taken, found, by=request.user, at=timezone.now())
        [document] = documents
        return paper.response(paper.pdf(document.template, document.context), source.named(found, 1, 1))

    @requires(permission)
    def page(request, pk):
        return _page(request, source, find(request, pk))

    @requires(permission)
    def file(request, pk, part):
        return _file(request, source, find(request, pk), part)

    return Pages(pdf, page, file)


def _page(request, source, found):
    at, documents = timezone.now(), source.documents(found)
    if request.method == "POST":
        return press(
            request,
            lambda: actions.ask_for_paper(source, found, by=request.user, at=at),
            done="It is being made. It is for you alone.",
            then=reverse(source.page, args=[found.pk]),
        )
    mine = _mine(request, source, found, at=at)
    made = {each.part: each for each in mine.filter(made_at__isnull=False)}
    context = {
        "found": found,
        "source": source,
        "state": _state(documents, list(mine)),
        "rows": f"{rows_of(documents):,}",
        "at_most": f"{settings.PAPER_AT_MOST:,}",
        "parts": range(1, len(documents) + 1),
        "made": len(made),
        "goes_at": min((each.expires_at for each in made.values()), default=None),
        "too_long": why_too_long(source, documents),
        "pdf": source.pdf,
        "page": source.page,
        "file": source.file,
    }
    return render(request, "monitoring/paper.html", context)


def _mine(request, source, found, *, at):
    return MadePaper.objects.visible_to(request.user).of(source.kind, found).kept(at).defer("content")


def _state(documents, mine):
    """A word for what is to be done next."""
    if is_short(documents):
        return "short"
    if is_too_long(documents):
        return "too long"
    now = {(part, each.digest) for part, each in enumerate(documents, start=1)}
    if now != {(each.part, each.digest) for each in mine}:
        return "to ask"
    if any(each.is_given_up for each in mine):
        return "given up"
    return "made" if all(each.made_at for each in mine) else "being made"


def _file(request, source, found, part):
    at, parts = timezone.now(), source.documents(found)
    kept = get_object_or_404(_mine(request, source, found, at=at), part=part, made_at__isnull=False)
    if part > len(parts) or parts[part - 1].digest != kept.digest:
        raise Http404("It says what is not so any more.")
    try:
        content = actions.take_paper(source, found, kept, by=request.user, at=at)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect(source.page, found.pk)
    return paper.response(content, source.named(found, part, len(parts)))
