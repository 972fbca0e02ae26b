"""People: the administrator's list, add and change."""

import logging

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from accounts.models import Invitation, SignedIn, User
from accounts.paging import page_of
from accounts.refusal import Refused
from accounts.roles import Permission, requires
from forms import GovForm
from monitoring import people as actions
from monitoring.filters import PeopleFilter
from monitoring.forms.people import ChangePersonForm, PersonForm
from monitoring.signing_in import invitations, second_factor, sessions
from referrals.following import how_many_followed

logger = logging.getLogger(__name__)


@requires(Permission.MANAGE_PEOPLE)
def people(request):
    found = PeopleFilter(request.GET, queryset=User.objects.visible_to(request.user))
    rows = found.qs.select_related("organisation", "team").prefetch_related("areas")
    page = page_of(rows, request, by=("name", "pk"))
    context = {"filter": found, "page": page, "active": found.is_active}
    return render(request, "monitoring/people.html", context)


@requires(Permission.MANAGE_PEOPLE)
def add_person(request):
    at = timezone.now()
    form = PersonForm(request.POST or None, at=at)
    if request.method == "POST" and form.is_valid():
        try:
            person = actions.add_person(**form.cleaned_data, by=request.user, at=at)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            _invite(request, person, at)
            return redirect("people")
    return render(request, "monitoring/add_person.html", {"form": form})


@requires(Permission.MANAGE_PEOPLE)
def person(request, pk):
    found = get_object_or_404(User.objects.visible_to(request.user).select_related("organisation"), pk=pk)
    at = timezone.now()
    form = ChangePersonForm(request.POST or None, at=at, stored=_present(found))
    if request.method == "POST" and form.is_valid():
        try:
            changed = actions.change_person(found, **form.cleaned_data, by=request.user, at=at)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            _say_what_changed(request, found.pk, changed)
            left = actions.follows_no_more(found)
            return redirect("reassign_from", found.pk) if changed and left else redirect("people")
    context = {"form": form, "person": found, "act": GovForm(), "follows": how_many_followed(found)}
    context |= _how_they_sign_in(request, found, at)
    return render(request, "monitoring/person.html", context)


@requires(Permission.MANAGE_PEOPLE)
@require_POST
def invite_person(request, pk):
    found = get_object_or_404(User.objects.visible_to(request.user).working(), pk=pk)
    _invite(request, found, timezone.now())
    return redirect("people")


def _how_they_sign_in(request, person, at):
    theirs = SignedIn.objects.visible_to(request.user).filter(person=person)
    return {
        "invited": person.has_usable_password(),
        "invitation": Invitation.objects.visible_to(request.user).open(at).filter(person=person).first(),
        "factors": second_factor.words_of(person),
        "sessions": sessions.alive(theirs, at=at).count(),
    }


def _present(person):
    fields = ("name", "email", "phone", "organisation", "role", "team", "sex", "until_date", "is_active")
    return {name: getattr(person, name) for name in fields} | {"areas": person.areas.all()}


def _say_what_changed(request, pk, changed):
    person = get_object_or_404(User.objects.visible_to(request.user), pk=pk)
    if not changed:
        messages.info(request, f"Nothing about {person} has changed.")
        return
    messages.success(request, f"{person} is changed. It holds from their next click.")
    if not person.is_active or "role" in changed:
        for sentence in actions.left_behind(person):
            messages.warning(request, f"{person}: {sentence}")


def _invite(request, person, at):
    """Send the link of an invitation; say so, or say why not."""
    try:
        invitations.invite(person, by=request.user, at=at)
    except Refused as refusal:
        messages.error(request, str(refusal))
    except OSError:
        logger.warning("An invitation could not be sent.")
        messages.warning(
            request, f"The email to {person} could not be sent. Send the invitation again from their page."
        )
    else:
        messages.success(request, f"{person} has been sent an invitation by email.")
