"""One form in, separate files out: his, and one of hers for each partner."""

from django.utils.timezone import localtime

from accounts.acting import one_act
from alerts.actions import raise_alert
from alerts.audiences import Audience
from alerts.kinds import Kind
from audit.trail import record
from intake.kept_back import tell_if_he_may_be_kept_back
from intake.models import Draft
from intake.receipt import contact_by
from iss.actions import hold_details
from iss.actions import record_agreement as record_her_agreement
from referrals.actions import record_agreement
from referrals.eligibility import age_on
from referrals.likeness import remember
from referrals.models import Availability, Referral, Told
from referrals.references import new_reference
from referrals.statuses import Status
from timescales import clocks
from timescales.promises import Promise

from .again import the_man
from .drafts import empty


@one_act
def submit(
    draft,
    *,
    him,
    referral,
    children,
    partners,
    agreement=None,
    told=None,
    orders=(),
    agencies=(),
    availability=None,
    by,
    at,
):
    """Turn a draft into a referral. Submitting again returns the referral that is already there.

    ``him``: fields of Man. ``referral``: fields of Referral. ``children``: list of fields of Child.
    ``partners``: list of fields of PartnerFile with ``safe_contact`` (fields of SafeContact) and, where she was
    asked, ``agreement`` (fields of HerAgreement); ``area`` where she does not live in that of the referral.
    ``agreement``: his, where he was asked (fields of Agreement). ``told``: fields of Told. ``orders``, ``agencies``:
    lists of fields of ProtectionOrder and of Agency. ``availability``: its slots, and the areas he can travel to.
    A draft that follows an earlier referral of his goes to the same man.
    """
    draft = (
        Draft.objects.select_for_update(of=("self",)).select_related("referral", "follows").get(pk=draft.pk)
    )
    if draft.submitted_at:
        return draft.referral
    received = receive(the_man(draft, him, by=by, at=at), referral, children, by=by, at=at)
    remember(received.man)
    tell_if_he_may_be_kept_back(received, at=at)
    _keep_what_was_told(received, told, orders, agencies, availability)
    for partner in partners:
        _hold(received, partner, by=by, at=at)
    if agreement:
        record_agreement(received, by=by, at=at, **agreement)
    empty(draft)
    draft.submitted_at, draft.referral = at, received
    draft.save(update_fields=["data", "saves", "to_check", "submitted_at", "referral"])
    return received


def _keep_what_was_told(received, told, orders, agencies, availability):
    if told:
        Told.objects.create(referral=received, **told)
    for order in orders:
        received.protection_orders.create(**order)
    for agency in agencies:
        received.agencies.create(**agency)
    if availability:
        kept = Availability.objects.create(referral=received, slots=availability["slots"])
        kept.areas.set(availability["areas"])


def receive(man, fields, children, *, by, at):
    """A referral of ``man``, in the SPOC's queue with its clocks. ``by`` is None where he refers himself."""
    today = localtime(at).date()
    ages = [child["age"] for child in children if child.get("age") is not None]
    received = Referral.objects.create(
        reference=new_reference("MT"),
        man=man,
        referrer=by,
        team=by.team if by else None,
        received_at=at,
        received_date=today,
        age_at_referral=age_on(today, man.date_of_birth) if man.date_of_birth else None,
        children_ages=ages or None,
        children_count=len(children),
        **fields,
    )
    for child in children:
        received.children.create(**child)
    received.status_changes.create(to_status=Status.RECEIVED, at=at, by=by)
    clocks.start(received.deadlines, Promise.ACKNOWLEDGE, at=at)
    raise_alert(
        Kind.RECEIVED,
        about=received,
        to=[Audience.REFERRER],
        because="This is your receipt.",
        expect_by=contact_by(received),
        at=at,
    )
    raise_alert(Kind.NEW_REFERRAL, about=received, to=[Audience.SPOC], at=at)
    record("referral.received", received, by=by, at=at)
    return received


def _hold(received, partner, *, by, at):
    """Her side goes behind the wall as it comes in."""
    partner = dict(partner)
    safe_contact, agreement = partner.pop("safe_contact", {}), partner.pop("agreement", None)
    area = partner.pop("area", None) or received.area
    file = hold_details(
        referral=received,
        reference=new_reference("ISS"),
        area=area,
        provider=area.provider,
        safe_contact=safe_contact,
        by=by,
        at=at,
        **partner,
    )
    if agreement:
        record_her_agreement(file, by=by, at=at, **agreement)
