"""An administrator's page: in which languages men are written to, and in which words."""

from datetime import datetime

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone

from accounts.refusal import Refused
from accounts.roles import Permission, requires
from timescales.working_time import LONDON

from .changing import write_words
from .forms import WordingForm
from .models import Wording
from .occasions import MANNERS, Occasion
from .reaching import languages_spoken
from .wordings import by_language, filled_in, messages_long

# What a preview is filled in with: as long a day, time and number as there can be
SAMPLE = {"moment": datetime(2026, 9, 30, 10, 30, tzinfo=LONDON), "phone": "0121 496 0999"}


@requires(Permission.MANAGE_SETTINGS)
def wordings(request):
    rows = Wording.objects.visible_to(request.user).standing()
    languages = by_language(rows, languages_spoken())
    context = {
        "english": [(occasion, filled_in(MANNERS[occasion].english, **SAMPLE)) for occasion in Occasion],
        "languages": [
            {
                "name": name,
                "missing": sum(wording is None for wording in words.values()),
                "lines": [(occasion, wording) for occasion, wording in words.items()],
            }
            for name, words in languages
        ],
    }
    return render(request, "texts/wordings.html", context)


@requires(Permission.MANAGE_SETTINGS)
def write_wording(request, occasion):
    """Write, look at it as he will read it, then save."""
    at = timezone.now()
    if occasion not in Occasion.values:
        raise Http404("No such occasion.")
    language = request.GET.get("language", "")[:80].strip()
    rows = Wording.objects.visible_to(request.user).standing().filter(occasion=occasion)
    before = rows.filter(language__iexact=language).first() if language else None
    stored = {"words": before.words if before else ""}
    form = WordingForm(request.POST or None, occasion=occasion, language=language, stored=stored, at=at)
    preview = ""
    if request.method == "POST" and form.is_valid():
        words = form.cleaned_data["words"]
        given = form.cleaned_data.get("language", language)
        preview = filled_in(words, **SAMPLE)
        if "save" in request.POST:
            try:
                write_words(occasion=occasion, language=given, words=words, by=request.user, at=at)
            except Refused as refusal:
                form.add_error(None, str(refusal))
            else:
                messages.success(request, "Saved. What has been written to anybody already stays as it was.")
                return redirect("wordings")
    context = {
        "form": form,
        "occasion": Occasion(occasion),
        "language": language,
        "before": before,
        "english": MANNERS[occasion].english,
        "preview": preview,
        "long": messages_long(preview),
    }
    return render(request, "texts/write_wording.html", context)
