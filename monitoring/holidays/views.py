"""An administrator's pages: which days are bank holidays."""

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from accounts.asking import ask, posted
from accounts.roles import Permission, requires
from forms import GovForm
from timescales import proclaimed
from timescales.bank_holidays import BankHoliday, usual

from . import reading
from .forms import AddForm, TakeAwayForm

FIRST_YEAR = 2000
STAYS = "It counts for what is promised from now on. Promises that run already keep their moments."


@requires(Permission.MANAGE_SETTINGS)
def holidays(request):
    """This year and those ahead; with ?year= one year alone."""
    at = timezone.now()
    asked, this = request.GET.get("year", ""), timezone.localtime(at).year
    single = int(asked) if asked.isdecimal() and FIRST_YEAR <= int(asked) < this else None
    context = {
        "years": [reading.one_year(request.user, single)] if single else reading.years(request.user, at=at),
        "missing": reading.missing(at),
        "earlier": (single or this) - 1 if (single or this) > FIRST_YEAR else None,
        "single": single,
        "today": timezone.localtime(at).date(),
    }
    return render(request, "monitoring/holidays/holidays.html", context)


@requires(Permission.MANAGE_SETTINGS)
def add(request):
    at = timezone.now()
    form = AddForm(request.POST or None, at=at)
    return ask(
        request,
        form,
        lambda: proclaimed.add_bank_holiday(**form.cleaned_data, by=request.user, at=at),
        done=lambda holiday: f"{holiday} is entered. {STAYS}",
        then="bank_holidays",
        template="monitoring/holidays/add.html",
        context={},
    )


@requires(Permission.MANAGE_SETTINGS)
def take_away(request, pk):
    rows = BankHoliday.objects.visible_to(request.user).standing()
    holiday = get_object_or_404(rows, pk=pk)
    form, at = TakeAwayForm(request.POST or None), timezone.now()
    return ask(
        request,
        form,
        lambda: proclaimed.take_away_bank_holiday(holiday, **form.cleaned_data, by=request.user, at=at),
        done=f"{holiday} is a working day like any other. {STAYS}",
        then="bank_holidays",
        template="monitoring/holidays/take_away.html",
        context={"holiday": holiday},
    )


@requires(Permission.MANAGE_SETTINGS)
def enter_year(request, year):
    """Read the usual days of a year that nobody has entered, and enter them."""
    form, at = GovForm(posted(request)), timezone.now()
    if not 0 <= year - timezone.localtime(at).year <= proclaimed.YEARS_AHEAD:
        raise Http404
    return ask(
        request,
        form,
        lambda: proclaimed.enter_usual_days(year, by=request.user, at=at),
        done=f"The bank holidays of {year} are entered. {STAYS}",
        then="bank_holidays",
        template="monitoring/holidays/enter.html",
        context={"year": year, "usual": list(usual(year).items())},
    )
