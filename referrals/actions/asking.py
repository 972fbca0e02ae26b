"""Ask the referrer for what is missing, and go on when it has come. The clocks that wait for it stand still meanwhile."""

from accounts.acting import one_act
from accounts.refusal import Refused
from alerts.actions import raise_alert
from alerts.audiences import Audience, Recipient
from alerts.kinds import Kind
from audit.trail import record
from referrals.models import InformationRequest, Referral
from referrals.models.documents import download_name
from referrals.statuses import Status
from timescales import clocks
from timescales.promises import Promise


@one_act
def ask_referrer(referral, *, missing, words="", by, at):
    """Ask for what is missing: ``missing`` are codes of ``referrals.asking.Missing``, ``words`` say the rest."""
    referral = Referral.objects.select_for_update(of=("self",)).get(pk=referral.pk)
    if not referral.is_open:
        raise Refused("This file has ended: there is nothing left to ask for.")
    if not (referral.referrer_id or referral.team_id):
        raise Refused("Nobody in children’s services is on record as the referrer: there is nobody to ask.")
    if referral.information_requests.open().exists():
        raise Refused(
            "The referrer has been asked already. Withdraw that request before you ask for something else."
        )
    asked = referral.information_requests.create(missing=list(missing), words=words, asked_by=by, asked_at=at)
    clocks.wait_for_answers(referral.deadlines, at=at)
    clocks.start(referral.deadlines, Promise.ANSWER_REQUEST, at=at)
    raise_alert(
        Kind.INFORMATION_ASKED,
        about=referral,
        to=[Audience.REFERRER],
        because="What is missing stands on the referral’s page. You can answer there and add documents.",
        at=at,
        by=by,
    )
    record("information.asked", referral, by=by, at=at, missing=list(missing))
    return asked


@one_act
def answer_request(asked, *, text="", documents=(), by, at):
    """Keep an answer with its documents. The first one lets the clocks go on; whatever comes after it is kept too."""
    referral = Referral.objects.select_for_update(of=("self",)).get(pk=asked.referral_id)
    if not referral.is_open:
        raise Refused("This file has ended meanwhile: My Time does not need this any more.")
    answer = asked.answers.create(text=text, by=by, at=at)
    for number, document in enumerate(documents, start=1):
        name = download_name(referral.reference, f"answer-{answer.pk}-{number}", document)
        answer.documents.create(document=document, name=name)
    waiting = InformationRequest.objects.open().filter(pk=asked.pk)
    if waiting.update(answered_at=at, answered_by=by) == 1:
        clocks.keep(referral.deadlines, Promise.ANSWER_REQUEST, at=at)
        _go_on(referral, at=at)
    raise_alert(
        Kind.INFORMATION_ANSWERED,
        about=referral,
        to=_who_waits(referral, asked.asked_by),
        because="The answer is on the file.",
        key=f"{Kind.INFORMATION_ANSWERED}:{answer.pk}",
        at=at,
        by=by,
    )
    record("information.answered", referral, by=by, at=at, documents=len(documents))
    return answer


@one_act
def withdraw_request(asked, *, because="", by, at):
    """The answer is not needed any more: the clocks go on, and the referrer is told. True for the first to do it."""
    referral = Referral.objects.select_for_update(of=("self",)).get(pk=asked.referral_id)
    if not _withdraw(referral, because=because, by=by, at=at):
        raise Refused("This request has been answered or withdrawn already.")
    raise_alert(
        Kind.INFORMATION_WITHDRAWN,
        about=referral,
        to=[Audience.REFERRER],
        because="You need not answer.",
        at=at,
        by=by,
    )


def end_requests(referral, *, because, by, at):
    """The file ends, and with it what was asked about it."""
    _withdraw(referral, because=because, by=by, at=at)


def resume_from_hold(referral, *, at):
    """The hold ends: what waits for the referrer's answer goes on waiting."""
    ending = referral.deadlines.all()
    if referral.information_requests.open().exists():
        ending = ending.filter(rule__waits_for_answers=False)
    clocks.resume(ending, at=at)


def _withdraw(referral, *, because, by, at):
    waiting = referral.information_requests.open()
    if waiting.update(withdrawn_at=at, withdrawn_because=because) != 1:
        return False
    clocks.stop(referral.deadlines, at=at, promises=[Promise.ANSWER_REQUEST])
    _go_on(referral, at=at)
    record("information.withdrawn", referral, by=by, at=at)
    return True


def _go_on(referral, *, at):
    """The clocks that waited have the time back; those that a hold stops as well stand still until it ends."""
    waited = referral.deadlines.filter(rule__waits_for_answers=True)
    if referral.status == Status.ON_HOLD:
        waited = waited.filter(rule__may_pause=False)
    clocks.resume(waited, at=at)


def _who_waits(referral, asked_by):
    """Whoever has the file now, and whoever asked, where they may still open it."""
    here = Audience.SPOC if referral.status == Status.RECEIVED else Audience.FACILITATORS
    if not Referral.objects.visible_to(asked_by).filter(pk=referral.pk).exists():
        return [here]
    return [Recipient(asked_by, referral.reference, referral.get_absolute_url()), here]
