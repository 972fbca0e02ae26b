"""Children's services answer what was recommended for her."""

from django.shortcuts import get_object_or_404
from django.utils import timezone

from accounts.asking import posted
from accounts.roles import Permission, requires
from referrals import actions
from referrals.models import Decision, RecommendationAnswer
from referrals.recommending import recommended
from referrals.views.acting import act_page, back, the_file

from .forms import DoneForm


@requires(Permission.ANSWER_RETURN)
def answer_recommendation(request, pk):
    at = timezone.now()
    referral = the_file(request, pk)
    decision = _latest(request, referral)
    answers = RecommendationAnswer.objects.visible_to(request.user).filter(decision=decision)
    answered = set(answers.values_list("kind", flat=True))
    waiting = [kind for kind in recommended(decision) if kind not in answered]
    if not waiting:
        return back(request, referral, "What was recommended has been answered already.")
    kinds = {f"{kind}_": f"{kind.label}: has it been done?" for kind in waiting}
    form = DoneForm(posted(request), kinds=kinds, at=at)

    def answer(**_):
        for kind in waiting:
            facts = form.facts(f"{kind}_")
            if facts:
                actions.answer_recommended(decision, kind=kind, by=request.user, at=at, **facts)

    return act_page(
        request,
        referral,
        "answer_recommendation",
        form,
        answer,
        at=at,
        done="Answered. My Time sees it.",
        template="referrals/answer_recommended.html",
        heading="Answer what was recommended for her",
        decision=decision,
        submit="Send the answer",
    )


def _latest(request, referral):
    """The decision whose recommendation went through children's services; 404 where there is none."""
    found = Decision.objects.visible_to(request.user).filter(
        referral=referral, recommendation_via=Decision.Via.CSC
    )
    return get_object_or_404(found.order_by("-at", "-pk")[:1])
