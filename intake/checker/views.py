"""Can I refer? Open to everybody, and nothing is kept: no session, no row, no answer in an address or a log."""

from django.shortcuts import render
from django.utils import timezone
from django.utils.timezone import localtime
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from accounts.public import public
from intake.eligibility import explanations

from .forms import CheckerForm
from .judging import how_long, result


# It changes nothing, so there is nothing to forge; and without the token there is no cookie either.
@csrf_exempt
@public
@require_http_methods(["GET", "HEAD", "POST"])
def checker(request):
    at = timezone.now()
    form = CheckerForm(request.POST if request.method == "POST" else None, at=at)
    context = {"form": form, "criteria": explanations(at), "day": localtime(at).date()}
    if form.is_bound and form.is_valid():
        context |= {"result": result(form.cleaned_data, at=at), "how_long": how_long(at=at)}
    return render(request, "intake/checker.html", context)
