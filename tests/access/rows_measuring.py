"""Questions put to him by the facilitators of his area; and, signed out, the page that he answers them on."""

from outcomes.models import Stage
from referrals.measuring.actions import put_questions
from referrals.measuring.addresses import token_of
from referrals.models import Questions

from .policy import Row
from .rows_referrals import of_the_area


def put(world):
    referral = world.programme_file
    questions = Questions.objects.filter(referral=referral).first()
    return questions or put_questions(
        referral, stage=Stage.INITIAL, way="own_device", by=world.facilitator, at=world.now
    )


def a_link(world):
    questions = put(world)
    return {"pk": questions.referral_id, "questions_pk": questions.pk}


def an_address(world):
    return {"token": token_of(put(world))}


ROWS = {
    "ask_him": of_the_area("programme"),
    "rate_him": of_the_area("programme"),
    "questions_link": Row(**vars(of_the_area("programme")) | {"kwargs": a_link}),
    "withdraw_questions": Row(
        **vars(of_the_area("programme")) | {"kwargs": a_link, "method": "post", "status": 302}
    ),
    "questions": Row(kwargs=an_address, public=True),
}
