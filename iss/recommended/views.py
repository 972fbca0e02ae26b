"""What My Time recommended for her: her worker answers. My Time learns only that it is answered."""

from django.shortcuts import get_object_or_404
from django.utils import timezone

from accounts.roles import Permission, requires
from iss import actions
from iss.models import HerRecommendation
from iss.views.pages import ask_on
from referrals.recommended.forms import DoneForm


@requires(Permission.WORK_HER_FILE)
def answer(request, pk):
    at = timezone.now()
    found = HerRecommendation.objects.visible_to(request.user).select_related("file", "decision__referral")
    recommendation = get_object_or_404(found, pk=pk)
    form = DoneForm(request.POST or None, at=at)
    return ask_on(
        request,
        recommendation.file,
        form,
        lambda: actions.answer_recommendation(recommendation, by=request.user, at=at, **form.facts()),
        heading="Answer what was recommended for her",
        intro=f"{recommendation.get_kind_display()}, recommended after the joint discussion.",
        consequences=["My Time sees that it is answered, and nothing more."],
        submit="Answer",
        done="Answered. My Time sees that, and nothing more.",
        at=at,
    )
