"""What is asked of the referrer, and the answer with its documents."""

from django.core.files.base import ContentFile

from referrals.actions import answer_request, ask_referrer
from referrals.models import AnswerDocument, InformationRequest

from .policy import Row
from .rows_referrals import on

MY_TIME = frozenset({"facilitator", "manager"})
THEIR_TEAM = frozenset({"social_worker", "colleague"})
PASSED_ON = frozenset({"spoc", "other_facilitator"})
OTHER_TEAM = frozenset({"other_social_worker"})


def _asked(world, referral):
    found = InformationRequest.objects.filter(referral=referral).first()
    return found or ask_referrer(
        referral, missing=["born"], words="When?", by=world.facilitator, at=world.now
    )


def a_request(world):
    """One that waits for its answer."""
    return {"pk": _asked(world, world.acknowledged_file).referral_id}


def a_document(world):
    found = AnswerDocument.objects.first()
    if found is None:
        documents = [ContentFile(b"%PDF-1.7 plan", name="plan.pdf")]
        asked = _asked(world, world.contacted_file)
        answer = answer_request(asked, documents=documents, by=world.social_worker, at=world.now)
        found = answer.documents.get()
    return {"pk": found.pk}


ROWS = {
    "ask_referrer": Row(who=MY_TIME, hidden_from=PASSED_ON, kwargs=on("contacted")),
    "withdraw_request": Row(who=MY_TIME, hidden_from=PASSED_ON, kwargs=a_request),
    "answer_request": Row(who=THEIR_TEAM, hidden_from=OTHER_TEAM, kwargs=a_request),
    "answer_document": Row(who=MY_TIME | THEIR_TEAM, hidden_from=PASSED_ON | OTHER_TEAM, kwargs=a_document),
}
