"""Contact and assessment."""

from functools import partial

from django.utils import timezone
from django.utils.timezone import localtime

from accounts.asking import posted
from accounts.roles import Permission, requires
from referrals import actions
from referrals.forms import ContactForm, OfferForm, OutcomeForm
from referrals.models import AssessmentOffer
from referrals.statuses import Status

from .acting import act_page, back, refused, the_file


@requires(Permission.CONTACT_HIM)
def log_contact(request, pk):
    at = timezone.now()
    referral = the_file(request, pk)
    if refusal := refused(request, referral, "log_contact"):
        return refusal
    form = ContactForm(posted(request), referral=referral, initial={"happened_at": at}, at=at)
    act = partial(actions.log_contact, referral, by=request.user, at=at)
    first = referral.status == Status.ACKNOWLEDGED
    deadline = referral.deadlines.running().filter(promise="contact_him").first()
    return act_page(
        request,
        referral,
        "log_contact",
        form,
        act,
        at=at,
        done=partial(_contact_done, first=first),
        template="referrals/contact.html",
        deadline=deadline,
        submit="Save",
    )


def _contact_done(data, *, first):
    if not data["two_way"]:
        return "Attempt logged. It is not contact yet: the clock goes on."
    return "Contact logged. Offer him an assessment next." if first else "Contact logged."


@requires(Permission.ASSESS)
def offer_assessment(request, pk):
    at = timezone.now()
    referral = the_file(request, pk)
    if refusal := refused(request, referral, "offer_assessment"):
        return refusal
    form = OfferForm(
        posted(request), referral=referral, initial={"offered_date": localtime(at).date()}, at=at
    )
    act = partial(actions.offer, referral, by=request.user, at=at)
    deadline = referral.deadlines.running().filter(promise="offer_assessment").first()
    return act_page(
        request,
        referral,
        "offer_assessment",
        form,
        act,
        at=at,
        done="Assessment booked. The social worker has been told. Record what comes of it.",
        deadline=deadline,
        submit="Save the offer",
    )


@requires(Permission.ASSESS)
def assessment_outcome(request, pk):
    at = timezone.now()
    referral = the_file(request, pk)
    if refusal := refused(request, referral, "assessment_outcome"):
        return refusal
    offer = AssessmentOffer.objects.visible_to(request.user).filter(referral=referral, outcome="").first()
    if offer is None:
        return back(request, referral, "No assessment is waiting for an outcome. Offer him one first.")
    form = OutcomeForm(posted(request), offer=offer, at=at)
    act = partial(actions.record_outcome, offer, by=request.user, at=at)
    return act_page(
        request,
        referral,
        "assessment_outcome",
        form,
        act,
        at=at,
        done=_outcome_done,
        template="referrals/outcome.html",
        offer=offer,
        submit="Save",
    )


def _outcome_done(data):
    if data["outcome"] == AssessmentOffer.Outcome.ATTENDED:
        return "He attended. Record the decision next."
    return "Recorded. The file is back at contacted: offer him another assessment, or close it."
