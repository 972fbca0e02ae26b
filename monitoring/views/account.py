"""My own account, and who stands in for whom."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from accounts.models import Cover
from accounts.refusal import Refused
from alerts.models import MailChoice
from forms import GovForm
from monitoring import cover as actions
from monitoring.forms.people import CoverForm
from monitoring.saved.reading import lists_of


@login_required
def my_account(request):
    at = timezone.now()
    covers = list(actions.covers(request.user, day=timezone.localdate(at)))
    daily = MailChoice.objects.visible_to(request.user).exists()
    context = {
        "areas": ", ".join(area.name for area in request.user.areas.all()),
        "for_me": [cover for cover in covers if cover.away_id == request.user.pk],
        "has_lists": bool(lists_of(request.user)),
        "mails": "Some in one a day, the urgent at once" if daily else "Each at once",
        "by_me": [cover for cover in covers if cover.covered_by_id == request.user.pk],
    }
    return render(request, "monitoring/my_account.html", context)


@login_required
def covers(request):
    """Who is away and who stands in; arrange it for oneself, or for those one answers for."""
    at = timezone.now()
    form = CoverForm(request.POST or None, at=at, by=request.user, initial={"away": request.GET.get("away")})
    if request.method == "POST" and form.is_valid():
        try:
            cover = actions.set_cover(**form.cleaned_data, by=request.user, at=at)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            _say_what_follows(request, cover)
            return redirect("covers")
    found = list(actions.covers(request.user, day=timezone.localdate(at)))
    may_end = set(actions.may_be_covered(request.user).values_list("pk", flat=True)) if found else set()
    context = {
        "form": form,
        "covers": found,
        "past": actions.past_covers(request.user, day=timezone.localdate(at)),
        "may_end": may_end,
        "day": timezone.localdate(at),
        "act": GovForm(),
    }
    return render(request, "monitoring/covers.html", context)


@login_required
@require_POST
def end_cover(request, pk):
    mine = actions.may_be_covered(request.user)
    visible = Cover.objects.visible_to(request.user).select_related("away", "covered_by")
    cover = get_object_or_404(visible.filter(away__in=mine), pk=pk)
    actions.end_cover(cover, by=request.user, at=timezone.now())
    messages.success(request, f"{cover.covered_by} no longer stands in for {cover.away}.")
    return redirect("covers")


def _say_what_follows(request, cover):
    messages.success(
        request, f"{cover.covered_by} stands in for {cover.away} and is told whatever {cover.away} is told."
    )
    others = actions.also_standing_in_for(cover)
    if others:
        messages.warning(
            request,
            f"{cover.away} was to stand in for {', '.join(others)} then: choose somebody else for that too.",
        )
