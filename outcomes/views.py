"""The administrator's pages: what is asked, in which words, and a new version for the future."""

from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from accounts.asking import ask, posted, press
from accounts.roles import Permission, requires
from forms import GovForm
from forms.meanwhile import OPENED_WITH

from . import publishing
from .intended import MIRABAL, OUTCOMES, RESPECT
from .models import InstrumentVersion
from .publish_form import PublishForm
from .scales import SCALES


@requires(Permission.MANAGE_INSTRUMENTS)
def instruments(request):
    """Every version of the four, the newest first."""
    today = timezone.localdate()
    rows = InstrumentVersion.objects.visible_to(request.user).select_related("published_by")
    found = sorted(rows, key=lambda row: (row.code, -row.number))
    context = {"versions": [(row, _state(row, today)) for row in found]}
    return render(request, "outcomes/instruments.html", context)


def _state(version, today):
    if version.valid_from > today:
        return "To come", "blue"
    ended = version.valid_to is not None and version.valid_to < today
    return ("Not asked any more", "grey") if ended else ("In force", "green")


@requires(Permission.MANAGE_INSTRUMENTS)
def instrument(request, pk):
    version = get_object_or_404(InstrumentVersion.objects.visible_to(request.user), pk=pk)
    last = InstrumentVersion.objects.visible_to(request.user).filter(code=version.code).latest("number")
    words, tone = _state(version, timezone.localdate())
    context = {
        "version": version,
        "state": words,
        "tone": tone,
        "items": [_line(item) for item in version.instrument.items],
        "is_last": last.pk == version.pk,
        "to_come": words == "To come",
        "act": GovForm(),
    }
    return render(request, "outcomes/instrument.html", context)


def _line(item):
    outcomes = [OUTCOMES[code] for code in item.outcome]
    frameworks = [MIRABAL[key] for one in outcomes for key in one.mirabal]
    frameworks += [RESPECT[key] for one in outcomes for key in one.respect]
    scale = SCALES[item.scale]
    answers = "A few words" if scale.text else "; ".join(words for _, words in item.points)
    return {
        "item": item,
        "answers": answers,
        "outcomes": [one.words for one in outcomes],
        "frameworks": list(dict.fromkeys(frameworks)),
    }


@requires(Permission.MANAGE_INSTRUMENTS)
def publish_instrument(request, pk):
    """First the changes; then what they do, to be confirmed; then the version is published."""
    at = timezone.now()
    version = get_object_or_404(InstrumentVersion.objects.visible_to(request.user), pk=pk)
    form = PublishForm(posted(request), version=version, at=at)
    context = {"version": version, "heading": "Publish a new version", "at": at}
    if request.method == "POST" and form.is_valid() and "confirmed" not in request.POST:
        context["differences"] = list(publishing.differences(version, _items(form)))
        context["sent"] = [
            (name, value)
            for name in request.POST
            for value in request.POST.getlist(name)
            if name in _kept(form)
        ]
        return render(request, "outcomes/confirm_publish.html", context | {"form": form})
    return ask(
        request,
        form,
        lambda: publishing.publish(
            version,
            items=_items(form),
            valid_from=form.cleaned_data["valid_from"],
            by=request.user,
            at=at,
        ),
        done="Published. It is asked from its day on; what was answered before keeps its version.",
        then=reverse("instruments"),
        template="outcomes/publish.html",
        context=context,
    )


def _items(form):
    return publishing.next_version(form.version, words=form.words, left_out=form.left_out, added=form.added)


def _kept(form):
    """Names of inputs that the confirmation sends again."""
    return {*form.fields, *(f"valid_from_{part}" for part in range(3)), "form_key", OPENED_WITH}


@requires(Permission.MANAGE_INSTRUMENTS)
@require_POST
def withdraw_instrument(request, pk):
    version = get_object_or_404(InstrumentVersion.objects.visible_to(request.user), pk=pk)
    at = timezone.now()
    return press(
        request,
        lambda: publishing.withdraw(version, by=request.user, at=at),
        done="The version is taken back. The one before it goes on.",
        then="instruments",
    )
