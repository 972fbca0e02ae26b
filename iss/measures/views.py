"""Asking her, reading what she said over time, and deciding what of it the joint table is shown."""

from django.conf import settings
from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from accounts.asking import posted
from accounts.roles import Permission, requires
from audit.trail import saw
from iss import actions
from iss.models import PartnerFile
from iss.views.pages import ask_on
from outcomes.models import Mode, Stage

from .forms import AtTableForm, BenefitsForm, WhetherForm, her_form
from .reading import every_answer, her_instrument, her_voice, pictures, stages_of
from .words import in_words

FIRST_ASK = "First ask her whether she can talk safely now."


def _file(request, pk):
    return get_object_or_404(PartnerFile.objects.visible_to(request.user), pk=pk)


@requires(Permission.WORK_HER_FILE)
def measure(request, pk):
    """The step before: can she talk safely now? Or why she is not asked."""
    at = timezone.now()
    file = _file(request, pk)
    voice = her_voice(file)
    form = WhetherForm(posted(request), initial={"stage": _stage(request, file, voice, at)}, at=at)
    return ask_on(
        request,
        file,
        form,
        lambda: _ask_or_say_why(file, form, by=request.user, at=at),
        heading="Ask her the questions",
        done=lambda found: found[0],
        then=lambda found: found[1],
        submit="Go on",
        template="iss/measures/whether.html",
        stages=stages_of(file, voice, timezone.localdate(at)),
        at=at,
    )


def _stage(request, file, voice, at):
    """What was asked for, else the first that is not taken: of those whose weeks these are, if there is one."""
    wanted = request.GET.get("stage")
    if wanted in Stage.values:
        return wanted
    rows = stages_of(file, voice, timezone.localdate(at))
    left = [row for row in rows if not (row["measure"] and row["measure"].taken)]
    left.sort(key=lambda row: not row["is_open"])
    return left[0]["stage"].value if left else None


def _ask_or_say_why(file, form, *, by, at):
    """(what is said, where to)."""
    stage = form.cleaned_data["stage"]
    if form.way:
        actions.confirm_safe_to_talk(file, way=form.way, by=by, at=at)
        return "Stop at once if it is no longer safe. Every question can be left out.", reverse(
            "her_questions", args=[file.pk, stage]
        )
    why_not, note = form.cleaned_data["outcome"], form.cleaned_data["note"]
    actions.record_her_measure(file, stage=stage, why_not=why_not, note=note, by=by, at=at)
    return "Recorded why she was not asked. She can still be asked later.", file.get_absolute_url()


@requires(Permission.WORK_HER_FILE)
def ask_her(request, pk, stage):
    """Her questions. They open only for whoever has just heard from her that she can talk."""
    at, user = timezone.now(), request.user
    file = _file(request, pk)
    if stage not in Stage.values:
        raise Http404
    within = settings.SAFE_TALK_COVERS if request.method == "POST" else settings.SAFE_NOW_LASTS
    said = actions.safe_to_talk(file, by=user, at=at, within=within)
    if said is None:
        messages.error(request, FIRST_ASK)
        return redirect(f"{reverse('her_measure', args=[pk])}?stage={stage}")
    return _questions(request, file, stage, said, at=at)


def _questions(request, file, stage, said, *, at):
    today = timezone.localdate(at)
    version = her_instrument(today)
    first = her_voice(file).first
    asked = {
        "stage": stage,
        "asked_date": today,
        "version": version,
        "mode": Mode.IN_PERSON if said.channel == "in_person" else Mode.PHONE,
    }
    form = her_form(version, stage)(
        posted(request),
        hopes=first.answers if first else {},
        initial={"interpreter": bool(file.interpreter_needed)},
        at=at,
    )
    return ask_on(
        request,
        file,
        form,
        lambda: actions.record_her_measure(file, by=request.user, at=at, **asked, **form.facts()),
        heading=f"Her questions: {Stage(stage).label.lower()}",
        done=_said,
        then=lambda _: reverse("her_measures", args=[file.pk]),
        submit="Save what she said",
        template="iss/measures/questions.html",
        stage=stage,
        warn=True,
        at=at,
    )


def _said(measure):
    return f"Saved, sealed: {str(measure).lower()}. What she left out is kept as skipped."


@requires(Permission.SEE_HER_FILES)
def measures(request, pk):
    at = timezone.now()
    file = _file(request, pk)
    saw(file, by=request.user, at=at, page="her_measures")
    voice = her_voice(file)
    context = {
        "file": file,
        "voice": voice,
        "stages": stages_of(file, voice, timezone.localdate(at)),
        "pictures": pictures(voice),
        "answers": every_answer(voice),
        "shown": file.shown_at_table.filter(ended_at=None).first(),
        "reasons": file.measures.exclude(why_not="").select_related("by").order_by("-at", "-pk"),
        "at": at,
    }
    return render(request, "iss/measures/reading.html", context)


@requires(Permission.WORK_HER_FILE)
def benefits(request, pk):
    """The four of Figure 30 from an older record."""
    at = timezone.now()
    file = _file(request, pk)
    four = ("satisfaction", "health_wellbeing", "everyday_life", "safety")
    form = BenefitsForm(posted(request), stored={name: getattr(file, name) for name in four}, at=at)
    return ask_on(
        request,
        file,
        form,
        lambda: actions.enter_benefits(file, by=request.user, at=at, **form.cleaned_data),
        heading="Enter an older outcome record",
        intro="For records from before she was asked these questions here: the four answers as they were noted then.",
        done="Entered. They count as they were noted, and nothing she says later writes over them.",
        then=lambda _: reverse("her_measures", args=[pk]),
        template="iss/measures/benefits.html",
        submit="Enter them",
        at=at,
    )


@requires(Permission.WORK_HER_FILE)
def at_table(request, pk):
    at = timezone.now()
    file = _file(request, pk)
    voice = her_voice(file)
    said = in_words(voice.first.answers, voice.latest.answers) if voice.is_paired else {}
    shown = file.shown_at_table.filter(ended_at=None).first()
    ticked = shown.indicators if shown else []
    form = AtTableForm(posted(request), said=said, stored={"indicators": ticked}, at=at)
    return ask_on(
        request,
        file,
        form,
        lambda: actions.show_at_table(
            file, measure=voice.latest, by=request.user, at=at, **form.cleaned_data
        ),
        heading="What the joint table is shown of hers",
        consequences=[
            "My Time learns that she is in touch with you, and reads the words that you tick. Nothing else.",
            "It lapses when she is asked again. It is never told to him.",
        ],
        done="Saved. You can take it back here at any time.",
        then=lambda _: reverse("her_measures", args=[pk]),
        submit="Save",
        template="iss/measures/at_table.html",
        said=said,
        at=at,
    )
