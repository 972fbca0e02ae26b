"""The decision at assessment."""

from django.utils import timezone

from accounts.asking import posted
from accounts.roles import Permission, Role, requires
from joint.actions import decide_provisional
from joint.suggesting import suggested
from referrals.actions import find_unsuitable
from referrals.models import AssessmentOffer, Decision
from referrals.suggesting import suggestions
from referrals.views.acting import act_page, back, refused, the_file

from .forms import PROVISIONAL, DecideForm

TOLD = {
    PROVISIONAL: "Provisionally suitable. He has not been told: do not tell him. The joint case discussion is due.",
    "unsuitable": "Unsuitable. He is referred back to children’s services, and the social worker has been told.",
}


@requires(Permission.ASSESS)
def decide(request, pk):
    at = timezone.now()
    referral = the_file(request, pk)
    if refusal := refused(request, referral, "decide"):
        return refusal
    attended = AssessmentOffer.objects.visible_to(request.user).filter(referral=referral, outcome="attended")
    if not attended.exists():
        return back(request, referral, "Record that he attended an assessment before you decide.")
    sign_off = may_sign_off(request.user, referral)
    fitting, others = suggestions(referral, at=at)
    form = DecideForm(posted(request), may_sign_off=sign_off, fitting=fitting, at=at)

    def act(**data):
        if data["outcome"] == PROVISIONAL:
            signed = request.user if sign_off else None
            decide_provisional(
                referral, findings=data["findings"], signed_off_by=signed, by=request.user, at=at
            )
        else:
            _unsuitable(referral, form, by=request.user, at=at)

    return act_page(
        request,
        referral,
        "decide",
        form,
        act,
        at=at,
        done=lambda data: TOLD[data["outcome"]],
        template="joint/deciding.html",
        sign_off=sign_off,
        others=others,
        submit="Record the decision",
    )


def may_sign_off(user, referral):
    """Whether this person may accept him in spite of strangulation; None where there is nothing to sign off."""
    if not referral.strangulation or referral.strangulation_signed_off_by_id:
        return None
    return user.role == Role.MANAGER


def _unsuitable(referral, form, *, by, at):
    data = form.cleaned_data
    find_unsuitable(
        referral,
        stage=Decision.Stage.ASSESSMENT,
        reason=data["reason"],
        risks=data["risks"],
        findings=data["findings"],
        alternatives=data["alternatives"],
        suggested=suggested(form),
        recommendation=form.recommendation(),
        by=by,
        at=at,
    )
