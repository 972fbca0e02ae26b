"""Say who alone may open a file, change who is named, lift it. Each side for its own files."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone

from accounts.asking import ask, posted
from accounts.roles import Permission, Role, requires
from audit.trail import saw
from iss.models import PartnerFile
from referrals.models import Referral

from . import actions
from .forms import LiftForm, NamingForm, RestrictForm
from .reading import has_to_be_named, kept_of, may_be_named, named_on, past, proposed, standing


@requires(Permission.RESTRICT)
def restricted(request, pk):
    return _restricted(request, _his(request, pk))


@requires(Permission.RESTRICT)
def her_restricted(request, pk):
    return _restricted(request, _hers(request, pk))


@requires(Permission.RESTRICT)
def lift(request, pk):
    return _lift(request, _his(request, pk))


@requires(Permission.RESTRICT)
def her_lift(request, pk):
    return _lift(request, _hers(request, pk))


def _his(request, pk):
    """The ISS meets him at the table, and restricts nothing of his."""
    if request.user.role != Role.MANAGER:
        raise Http404("There is no such file.")
    files = Referral.objects.visible_to(request.user).select_related("man")
    return kept_of(get_object_or_404(files, pk=pk))


def _hers(request, pk):
    return kept_of(get_object_or_404(PartnerFile.objects.visible_to(request.user), pk=pk))


def _restricted(request, kept):
    at, found = timezone.now(), standing(kept)
    people = may_be_named(kept, at=at)
    if found:
        stored = {"named": named_on(found)}
        form = NamingForm(posted(request), people=people, stored=stored, at=at)
    else:
        form = RestrictForm(posted(request), people=people, proposed=proposed(kept, at=at), at=at)
    if request.method == "GET":
        saw(kept.file, by=request.user, at=at, page="restricted")
    return ask(
        request,
        form,
        lambda: _do(kept, found, form.cleaned_data, by=request.user, at=at),
        done="Recorded. Those who are named have been told, without the reason.",
        then=kept.file.get_absolute_url(),
        template="joint/restricting/restricted.html",
        context=_context(kept, found, at) | {"past": past(kept)},
    )


def _do(kept, found, said, *, by, at):
    if found:
        return actions.name(kept, found, named=list(said["named"]), by=by, at=at)
    said = said | {"named": list(said["named"])}
    return actions.restrict(kept, **said, by=by, at=at)


def _context(kept, found, at):
    return {
        "base": "base.html" if kept.his else "iss/base.html",
        "kept": kept,
        "file": kept.file,
        "caption": kept.file.man.name if kept.his else kept.file.name,
        "found": found,
        "named": named_on(found) if found else (),
        "needed": has_to_be_named(kept, at=at),
        "lift": "lift_restriction" if kept.his else "her_lift_restriction",
        "at": at,
    }


def _lift(request, kept):
    at, found = timezone.now(), standing(kept)
    if found is None:
        messages.error(request, "It is not restricted.")
        return redirect(kept.file.get_absolute_url())
    form = LiftForm(posted(request), at=at)
    return ask(
        request,
        form,
        lambda: actions.lift(kept, found, **form.cleaned_data, by=request.user, at=at),
        done="Lifted. Whoever sees the file by their area, team or service sees it again.",
        then=kept.file.get_absolute_url(),
        template="joint/restricting/lift.html",
        context=_context(kept, found, at),
    )
