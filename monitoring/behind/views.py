"""The cases that a number counts, for those who may see cases."""

from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from accounts.paging import page_of
from accounts.roles import Permission, requires
from iss.models import PartnerFile
from monitoring.figures.facts import Facts
from monitoring.figures.listing import cases_behind, listed
from monitoring.figures_page.asking import asked_of
from monitoring.figures_page.naming import in_words
from referrals.models import Referral
from referrals.what_next import status_words

from .links import HERS, may_list


@requires(Permission.SEE_CASES_BEHIND)
def counted_cases(request, number):
    """Those of them that the person may see, and how many more there are."""
    keys = number.split("/", 2)
    cases = cases_behind(*keys)
    if cases is None or not may_list(request.user, keys[0], cases):
        raise Http404
    at = timezone.now()
    asked = asked_of(request, at=at)
    counted = listed(cases, Facts(asked.period(at)))
    hers = cases.table == HERS
    seen = _hers(request.user, counted) if hers else _his(request.user, counted)
    context = {
        "heading": in_words(*keys),
        "counted": len(counted),
        "seen": seen.count(),
        "page": page_of(seen, request, by=("-referred", "-pk") if hers else ("-newest", "-pk")),
        "hers": hers,
        "back": f"{reverse(asked.page)}?{_without_place(request)}#{keys[0]}".replace("?#", "#"),
        "chosen": asked.in_words,
    }
    context["unseen"] = context["counted"] - context["seen"]
    context["lines"] = [(file, _status(request.user, file, hers)) for file in context["page"].rows]
    return render(request, "monitoring/counted_cases.html", context)


def _status(user, file, hers):
    """In the words that the person is told it in elsewhere."""
    return file.get_status_display() if hers else status_words(user, file.status)


def _his(user, keys):
    files = Referral.objects.visible_to(user).filter(pk__in=keys)
    return files.select_related("man", "area").by_newest()


def _hers(user, keys):
    return PartnerFile.objects.visible_to(user).filter(pk__in=keys).by_referred()


def _without_place(request):
    """What was chosen on the page of figures, without the place in the list."""
    kept = request.GET.copy()
    for name in ("after", "before"):
        kept.pop(name, None)
    return kept.urlencode()
