"""What became of his file, for those who were told about it and may no longer open it."""

from django.utils.timezone import localtime

from accounts.acting import for_the_service
from accounts.roles import Permission, Role
from alerts.became import says_what_became_of
from timescales.words import on

from .models import Referral
from .statuses import Status


@says_what_became_of("referrals.referral")
@for_the_service("whoever was told of a file learns why it is no longer theirs")
def his_file(pk, person):
    if not person.may(Permission.SEE_HIS_FILES):
        return (
            "" if person.may(Permission.SEE_HER_FILES) else "Your role does not open his-side files any more."
        )
    if Referral.objects.visible_to(person).filter(pk=pk).exists():
        return ""
    referral = Referral.objects.filter(pk=pk).select_related("area", "team").first()
    if referral is None:
        return "This referral is no longer kept."
    return _GONE[Role(person.role)](referral)


def _for_the_spoc(referral):
    if referral.status == Status.MERGED:
        return "This referral was a duplicate and has been merged. My Time goes on with the other referral."
    if referral.passed_on_at is None:
        return "This referral has ended and is no longer at your desk."
    day = on(localtime(referral.passed_on_at).date())
    return (
        f"This referral was passed on to the facilitators of {referral.area} on {day}. There is nothing left for you to "
        "do, and you no longer see it. A My Time manager can look at it for you."
    )


def _for_a_social_worker(referral):
    return (
        "Another team of children’s services follows this referral now. There is nothing left for you to do, and you "
        "no longer see it."
    )


def _for_a_facilitator(referral):
    return "This referral is not in one of your areas any more. There is nothing left for you to do."


_GONE = {
    Role.SPOC: _for_the_spoc,
    Role.SOCIAL_WORKER: _for_a_social_worker,
    Role.FACILITATOR: _for_a_facilitator,
    Role.MANAGER: lambda referral: "",
}
