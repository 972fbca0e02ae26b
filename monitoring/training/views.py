"""The register of briefings and training of social workers, and its take-up."""

from datetime import date

from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.timezone import localtime

from accounts.asking import ask, posted, press
from accounts.models import Area
from accounts.paging import page_of
from accounts.roles import Permission, requires
from forms import GovForm
from monitoring.figures.quarter import Quarter
from monitoring.models import Training

from . import actions
from .forms import TrainingForm, WhereForm
from .takeup import COLUMNS, by_team


@requires(Permission.KEEP_TRAINING)
def register(request):
    """What was held, latest entry first, and who has come."""
    today = localtime(timezone.now()).date()
    found = (
        Training.objects.visible_to(request.user)
        .filter(withdrawn_at=None)
        .select_related("area", "recorded_by")
    )
    context = {
        "page": page_of(found, request, by=("-pk",)),
        "takeup": by_team(since=date(Quarter.of(today).year - 1, 4, 1)),
        "columns": COLUMNS,
    }
    return render(request, "monitoring/training.html", context)


@requires(Permission.KEEP_TRAINING)
def where(request):
    """First the area: who can have come follows from it."""
    form = WhereForm(posted(request))
    if form.is_valid():
        return redirect("new_training_in", form.cleaned_data["area"].pk)
    return render(request, "monitoring/training_where.html", {"form": form})


@requires(Permission.KEEP_TRAINING)
def new(request, area):
    at = timezone.now()
    area = get_object_or_404(Area.objects.visible_to(request.user), pk=area)
    form = TrainingForm(posted(request), area=area, at=at)
    return ask(
        request,
        form,
        lambda: actions.record_training(area=area, **form.cleaned_data, by=request.user, at=at),
        done=lambda training: f"Recorded: {training.get_kind_display()}, {training.social_workers} came.",
        then="training",
        template="monitoring/training_form.html",
        context={"area": area},
    )


@requires(Permission.KEEP_TRAINING)
def correct(request, pk):
    at = timezone.now()
    training = get_object_or_404(
        Training.objects.visible_to(request.user).filter(recorded_at__isnull=False), pk=pk
    )
    came = training.known.all()
    said = {name: getattr(training, name) for name in actions.FACTS} | {"known": came}
    form = TrainingForm(posted(request), area=training.area, came=came, at=at, stored=said)
    return ask(
        request,
        form,
        lambda: actions.correct_training(training, **form.cleaned_data, by=request.user, at=at),
        done="The training is put right.",
        then="training",
        template="monitoring/training_form.html",
        context={"area": training.area, "training": training},
    )


@requires(Permission.KEEP_TRAINING)
def withdraw(request, pk):
    """Asked once more: figures that count it change."""
    training = get_object_or_404(
        Training.objects.visible_to(request.user).filter(recorded_at__isnull=False), pk=pk
    )
    if request.method == "POST":
        at = timezone.now()
        return press(
            request,
            lambda: actions.withdraw_training(training, by=request.user, at=at),
            done="The training is withdrawn. No figure counts it.",
            then="training",
        )
    return render(request, "monitoring/training_withdraw.html", {"form": GovForm(), "training": training})
