"""The briefing pack, flyers and posters. They hold no case and are open to everybody [D]: docs/decisions/0014."""

from django.shortcuts import render
from django.utils import timezone

import paper
from accounts.limits import few_at_a_time
from accounts.public import public
from knowledge.forms import SheetForm
from knowledge.pack import briefing as read_rules
from knowledge.printing import printed
from knowledge.sheets import SHEETS, contents


@public
def briefing(request):
    context = {"pack": read_rules(at=timezone.now()), "sheets": SheetForm(initial={"sheet": "flyer-a5"})}
    return render(request, "knowledge/briefing.html", context)


@public
@few_at_a_time("print", reading=True)
def briefing_pdf(request):
    pack = read_rules(at=timezone.now())
    content = printed("paper/briefing.html", {"pack": pack})
    return paper.response(content, f"My Time briefing pack {pack.day:%Y-%m-%d}.pdf")


@public
def accessibility(request):
    """What was tested, and what was not."""
    return render(request, "knowledge/accessibility.html")


@public
@few_at_a_time("print", reading=True)
def sheet(request):
    """A flyer or a poster, for one area or for the region."""
    form = SheetForm(request.GET)
    if not form.is_valid():
        at = timezone.now()
        return render(
            request, "knowledge/briefing.html", {"pack": read_rules(at=at), "sheets": form}, status=400
        )
    wanted, area = SHEETS[form.cleaned_data["sheet"]], form.cleaned_data["area"]
    content = printed(wanted.template, contents(wanted, area=area, at=timezone.now()))
    return paper.response(content, f"My Time {wanted.words.lower()}{f' {area}' if area else ''}.pdf")
