"""Each person's own saved filters: keep what a list is narrowed to, see them, rename and remove them."""

from functools import partial

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from accounts.asking import ask, posted, press
from forms import GovForm
from monitoring.models import SavedFilter

from . import actions
from .forms import NameForm
from .lists import LISTS
from .reading import by_list, lists_of


@login_required
def save_filter(request, listed):
    listed, at = _list(request.user, listed), timezone.now()
    form, kept = NameForm(posted(request), at=at), listed.kept_of(request.GET)
    return ask(
        request,
        form,
        lambda: actions.save_filter(
            listed, name=form.cleaned_data["name"], kept=kept, by=request.user, at=at
        ),
        done=lambda saved: f"Saved. You find “{saved}” above this list.",
        then=lambda saved: listed.address(saved.asked),
        template="monitoring/saved/name.html",
        context={"heading": "Save this filter", "submit": "Save", "back": listed.address(kept), "of": listed},
    )


@login_required
def saved_filters(request):
    lists = lists_of(request.user)
    first = reverse(lists[0].url) if lists else ""
    context = {"lists": by_list(request.user), "first": first, "act": GovForm()}
    return render(request, "monitoring/saved/filters.html", context)


@login_required
def rename_filter(request, pk):
    saved, at = _own(request.user, pk), timezone.now()
    form = NameForm(posted(request), stored={"name": saved.name}, at=at)
    return ask(
        request,
        form,
        lambda: actions.rename_filter(saved, name=form.cleaned_data["name"], by=request.user, at=at),
        done="The new name is saved.",
        then="saved_filters",
        template="monitoring/saved/name.html",
        context={
            "heading": f"Rename “{saved}”",
            "submit": "Save the new name",
            "back": "",
            "of": LISTS[saved.listed],
        },
    )


@login_required
@require_POST
def remove_filter(request, pk):
    saved, at = _own(request.user, pk), timezone.now()
    act = partial(actions.remove_filter, saved, by=request.user, at=at)
    return press(request, act, done=f"“{saved}” is removed.", then="saved_filters")


def _list(user, url):
    listed = LISTS.get(url)
    if listed is None:
        raise Http404
    if not user.may(listed.permission):
        raise PermissionDenied(
            f"Your role ({user.get_role_display()}) does not let you {listed.permission.label}."
        )
    return listed


def _own(user, pk):
    return get_object_or_404(SavedFilter.objects.visible_to(user), pk=pk)
