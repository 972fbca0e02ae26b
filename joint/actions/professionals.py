"""Other professionals who keep people safe: named while he takes part, told when his file ends."""

from accounts.acting import one_act
from accounts.refusal import Refused
from alerts.actions import raise_alert
from alerts.audiences import Audience
from alerts.kinds import Kind
from audit.trail import record
from joint.models import Professional
from timescales import clocks
from timescales.promises import Promise

_PHONE = Professional._meta.get_field("phone").max_length
THE_FORM = "Named on the referral form"


@one_act
def name_professional(referral, *, name, role, phone="", by, at):
    professional = Professional.objects.create(referral=referral, name=name, role=role, phone=phone)
    record("professional.named", referral, by=by, at=at)
    return professional


def not_named_yet(referral):
    """The agencies of the referral form that nobody has named here."""
    named = Professional.objects.filter(referral=referral).values("name")
    return referral.agencies.exclude(name__in=named).order_by("pk")


@one_act
def owe_telling(referral, *, by, at):
    """His file has ended: everybody named, here or on the referral form, is to be told and the telling recorded.

    Of a man whom nobody has reached they have nothing to be told: they know of him what the referrer knows.
    """
    if referral.contacted_at is None:
        return
    Professional.objects.bulk_create(
        Professional(
            referral=referral,
            name=agency.name,
            role=agency.what_for[:120] or THE_FORM,
            phone=agency.contact if len(agency.contact) <= _PHONE else "",
            from_form=True,
        )
        for agency in not_named_yet(referral)
    )
    waiting = Professional.objects.filter(referral=referral, told_at=None)
    if not waiting.update(owed_since=at):
        return
    clocks.start(referral.deadlines, Promise.TELL_OTHERS, at=at)
    raise_alert(Kind.TELL_OTHERS, about=referral, to=[Audience.FACILITATORS], at=at, by=by)
    record("professionals.to_tell", referral, by=by, at=at, number=waiting.count())


@one_act
def professional_told(professional, *, how_told="", by, at):
    """Somebody else who keeps others safe has been told what has become of the file; the last one keeps the promise."""
    told = Professional.objects.filter(pk=professional.pk, told_at=None)
    if told.update(told_at=at, told_by=by, how_told=how_told) != 1:
        raise Refused("It is recorded already that they have been told.")
    record("professional.told", professional.referral, by=by, at=at)
    if not Professional.objects.filter(referral=professional.referral_id, told_at=None).exists():
        clocks.keep(professional.referral.deadlines, Promise.TELL_OTHERS, at=at)
