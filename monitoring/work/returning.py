"""What returns and requests ask of somebody: a check, a look at a case study, a signature, an answer."""

from django.urls import reverse

from monitoring.models import CaseStudy, FoiDeadline, ReturnDeadline
from timescales.promises import Promise

from .items import Item, section


def checks(user):
    """The provider's own part of each return that is not signed yet."""
    mine = ReturnDeadline.objects.running().filter(
        promise=Promise.CHECK_RETURN, part__organisation=user.organisation_id
    )
    return section(
        "Quarterly return",
        mine.select_related("part__quarterly_return").order_by("due_at", "pk"),
        lambda clock: Item(
            title=str(clock.part.quarterly_return),
            href=clock.part.get_absolute_url(),
            what="Check your part",
            deadline=clock,
        ),
        href=reverse("returns"),
        columns=("What", "What to do", "When"),
    )


def studies(user):
    """Case studies of colleagues: a second person looks whether anybody can be known from them."""
    waiting = CaseStudy.objects.visible_to(user).waiting().exclude(by=user)
    return section(
        "Case studies to look at",
        waiting.filter(part__quarterly_return__signed_at=None).order_by("at", "pk"),
        lambda study: Item(
            title=study.title, href=study.get_absolute_url(), what="Look whether anybody can be known from it"
        ),
        columns=("What", "What to do", "When"),
    )


def signatures():
    clocks = ReturnDeadline.objects.running().filter(promise=Promise.SIGN_RETURN)
    return section(
        "Quarterly returns to sign",
        clocks.select_related("quarterly_return").order_by("due_at", "pk"),
        lambda clock: Item(
            title=str(clock.quarterly_return),
            href=clock.quarterly_return.get_absolute_url(),
            what="Sign it when everybody has checked",
            deadline=clock,
        ),
        href=reverse("returns"),
        columns=("What", "What to do", "When"),
    )


def requests():
    clocks = FoiDeadline.objects.running().select_related("request").order_by("due_at", "pk")
    return section(
        "Requests for information to answer",
        clocks,
        lambda clock: Item(
            title=clock.request.reference,
            href=clock.request.get_absolute_url(),
            what="Answer it",
            deadline=clock,
        ),
        href=reverse("foi_requests"),
        columns=("Request", "What to do", "When"),
    )
