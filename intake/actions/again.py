"""Refer a man again: a draft that starts from what his referrer knows of him, and ends at the same man."""

from accounts.acting import one_act
from accounts.refusal import Refused
from audit.trail import record
from intake.again import ENDED, known
from intake.forms.equality import NOT_ASKED
from intake.models import KEPT_FOR, Draft
from referrals.models import LongCondition, Man, Referral
from referrals.references import new_reference

# What was known of him is not forgotten because nobody asked again.
NO_NEWS = (None, "", [], NOT_ASKED, LongCondition.NOT_ASKED)


@one_act
def start_again(referral, *, by, at):
    """A draft that follows an ended referral; the one that is there already, where it was begun before."""
    if referral.status not in ENDED:
        raise Refused(f"{referral.reference} has not ended: there is nothing to refer again.")
    others = Referral.objects.visible_to(by).open().filter(man=referral.man_id)
    if running := others.order_by("-pk").first():
        raise Refused(f"He has been referred again already: {running.reference}.")
    begun = Draft.objects.visible_to(by).unfinished().filter(follows=referral).order_by("-pk").first()
    if begun:
        return begun
    data = known(referral, by=by, at=at)
    draft = Draft.objects.create(
        owner=by,
        data=data,
        to_check=sorted(data),
        follows=referral,
        started_at=at,
        saved_at=at,
        expires_at=at + KEPT_FOR,
    )
    record("draft.started", draft, by=by, at=at, follows=referral.reference)
    return draft


def the_man(draft, him, *, by, at):
    """The row of the man: that of the referral which the draft follows, brought up to date; else a new one.

    With another date of birth it is not taken for the same man: the single point of contact compares them.
    """
    if draft.follows_id is None:
        return Man.objects.create(reference=new_reference("P"), **him)
    man = Man.objects.select_for_update().get(pk=draft.follows.man_id)
    if man.date_of_birth and man.date_of_birth != him["date_of_birth"]:
        return Man.objects.create(reference=new_reference("P"), **him)
    changed = {
        name: value for name, value in him.items() if value not in NO_NEWS and getattr(man, name) != value
    }
    for name, value in changed.items():
        setattr(man, name, value)
    man.save(update_fields=list(changed))
    record("man.referred_again", draft.follows, by=by, at=at, changed=sorted(changed))
    return man
