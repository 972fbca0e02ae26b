"""His agreement to the programme and the limits of confidentiality: in words first, then signed."""

from accounts.acting import one_act
from alerts.actions import raise_alert
from alerts.audiences import Audience
from alerts.kinds import Kind
from audit.trail import record
from referrals.agreeing import SIGNED, standing
from referrals.consequences import AGREED_IN_WORDS, follow
from referrals.models import Agreement, Referral
from referrals.models.documents import download_name
from referrals.statuses import Status
from timescales import clocks
from timescales.promises import Promise


@one_act
def record_agreement(
    referral, *, asked_date, agreed, form, asked_by="", witness="", document=None, confirms=None, by, at
):
    """His answer. In words is enough to make contact; the promise is kept when the signed form is here.

    ``confirms``: the answer in words (Agreement) that a signed form takes the place of.
    """
    referral = Referral.objects.select_for_update(of=("self",)).get(pk=referral.pk)
    agreement = referral.agreements.create(
        asked_date=asked_date,
        agreed=agreed,
        form=form,
        asked_by=asked_by,
        witness=witness,
        document=document or "",
        document_name=download_name(referral.reference, "agreement", document) if document else "",
        confirms=confirms,
        by=by,
        at=at,
    )
    if not agreed:
        _refused(referral, by=by, at=at)
    elif form == Agreement.Form.WRITTEN and document:
        clocks.keep(referral.deadlines, Promise.WRITTEN_AGREEMENT, at=at)
    else:
        owe_written_agreement(referral, by=by, at=at)
    record("agreement.recorded", referral, by=by, at=at, form=form, agreed=agreed)
    return agreement


@one_act
def owe_written_agreement(referral, *, by, at):
    """He has agreed, and no signed form is here: it is owed by his first session."""
    owed = referral.deadlines.running().filter(promise=Promise.WRITTEN_AGREEMENT)
    answers = list(referral.agreements.order_by("-asked_date", "-pk"))
    if owed.exists() or standing(answers).state == SIGNED:
        return
    clocks.start(referral.deadlines, Promise.WRITTEN_AGREEMENT, at=at)
    follow(AGREED_IN_WORDS, referral, by=by, at=at)


def _refused(referral, *, by, at):
    """Nothing closes by itself: whoever has the file speaks with him, and closes it if that is how it stays."""
    clocks.stop(referral.deadlines, at=at, promises=[Promise.WRITTEN_AGREEMENT])
    here = Audience.SPOC if referral.status == Status.RECEIVED else Audience.FACILITATORS
    raise_alert(
        Kind.HE_REFUSED,
        about=referral,
        to=[here],
        because="Speak with him. If he stays with it, close the file.",
        at=at,
        by=by,
    )
