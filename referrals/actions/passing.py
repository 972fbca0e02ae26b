"""The SPOC's desk: acknowledge and pass on, or return it to the referrer with the reason."""

from accounts.acting import one_act
from alerts.actions import raise_alert
from alerts.audiences import Audience
from alerts.kinds import Kind
from audit.restricting import refuse_whoever_may_not_open
from audit.trail import record
from referrals.statuses import Status
from timescales import clocks
from timescales.promises import Promise

from .closure import close


@one_act
def acknowledge(referral, *, holder=None, override="", by, at):
    """Eligibility and duplicates are checked: tell the referrer who has it and pass it to the area.

    ``holder`` is the facilitator it is given to; without one, all facilitators of the area have it.
    ``override`` is the reason to go on in spite of an eligibility warning.
    """
    if holder:
        refuse_whoever_may_not_open(referral, holder, "referrals")
    facts = {"acknowledged_at": at, "passed_on_at": at, "holder": holder}
    if override:
        facts["eligibility_override"] = override
    referral.move(Status.ACKNOWLEDGED, by=by, at=at, **facts)
    clocks.keep(referral.deadlines, Promise.ACKNOWLEDGE, at=at)
    clocks.start(referral.deadlines, Promise.CONTACT_HIM, at=at)
    who = holder.name if holder else f"the facilitators of {referral.area}"
    raise_alert(
        Kind.ACKNOWLEDGED,
        about=referral,
        to=[Audience.REFERRER],
        because=f"It is now with {who}.",
        at=at,
        by=by,
    )
    raise_alert(
        Kind.PASSED_ON,
        about=referral,
        to=[Audience.FACILITATORS],
        because="Contact him within the time shown on the file.",
        at=at,
        by=by,
    )
    record("referral.acknowledged", referral, by=by, at=at, holder=holder.pk if holder else None)


@one_act
def return_to_referrer(referral, *, reason, explained, what_next, alternatives="", risks="", note="", by, at):
    """Not for the programme: close the file, and tell the referrer in plain words why, and what to do next."""
    close(referral, reason=reason, note=note, risks=risks, by=by, at=at)
    returned = referral.referrals_back.get(at=at, withdrawn_at=None)
    returned.explained, returned.what_next, returned.alternatives = explained, what_next, alternatives
    returned.save(update_fields=["explained", "what_next", "alternatives"])
    return returned
