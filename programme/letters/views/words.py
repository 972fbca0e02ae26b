"""An administrator's page: the words of each letter, in English and in other languages."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone

from accounts.refusal import Refused
from accounts.roles import Permission, requires
from programme import actions
from programme.letters.drafting import ENGLISH
from programme.letters.fields import FIELDS
from programme.letters.forms import LetterWordingForm
from programme.letters.kinds import MANNERS, LetterKind
from programme.letters.wordings import may_use
from programme.models import LetterWording


@requires(Permission.MANAGE_SETTINGS)
def wordings(request):
    rows = {}
    for row in LetterWording.objects.visible_to(request.user).standing().order_by("language"):
        rows.setdefault(row.kind, []).append(row)
    lines = [
        {
            "kind": kind,
            "heading": _english(rows.get(kind, ()), kind).heading,
            "languages": [row for row in rows.get(kind, ()) if row.language != ENGLISH],
        }
        for kind in LetterKind
    ]
    return render(request, "letters/wordings.html", {"lines": lines})


@requires(Permission.MANAGE_SETTINGS)
def write_wording(request, kind):
    at = timezone.now()
    if kind not in LetterKind.values:
        raise Http404("There is no such letter.")
    kind, language = LetterKind(kind), request.GET.get("language", "")[:80].strip()
    rows = list(LetterWording.objects.visible_to(request.user).standing().filter(kind=kind))
    before = next((row for row in rows if row.language.casefold() == language.casefold()), None)
    english = _english(rows, kind)
    shown = before or (english if language in ("", ENGLISH) else None)
    stored = {name: getattr(shown, name, "") for name in ("heading", "words")}
    form = LetterWordingForm(request.POST or None, kind=kind, language=language, stored=stored, at=at)
    if request.method == "POST" and form.is_valid():
        facts = {name: form.cleaned_data[name] for name in ("heading", "words")}
        language = form.cleaned_data.get("language", language)
        try:
            actions.write_letter_words(kind=kind, language=language, by=request.user, at=at, **facts)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Saved. Letters that have been begun stay as they are.")
            return redirect("letter_wordings")
    fields = [(f"{{{name}}}", FIELDS[name].words) for name in sorted(may_use(kind))]
    context = {"form": form, "kind": kind, "language": language, "english": english, "fields": fields}
    return render(request, "letters/write_wording.html", context)


def _english(rows, kind):
    """An administrator's English, else ours."""
    return next((row for row in rows if row.language == ENGLISH), MANNERS[LetterKind(kind)])
