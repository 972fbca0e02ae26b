"""How he wants to be reminded: asked of him, never assumed."""

from accounts.acting import one_act
from accounts.refusal import Refused
from audit.trail import record
from referrals.likeness import remember
from referrals.models import Man
from referrals.models.man import Reminders


@one_act
def choose_reminders(referral, *, reminders, phone="", by, at):
    """What he said, and the mobile number to which texts may go where it is another than the recorded one."""
    man = Man.objects.select_for_update().get(pk=referral.man_id)
    man.reminders, man.phone = reminders, phone or man.phone
    if reminders == Reminders.TEXT and not man.phone:
        raise Refused("Enter the mobile number to which texts may go.")
    if reminders == Reminders.LETTER and len(man.address.split("\n")) < 2:
        raise Refused("No full address of his is recorded: a letter would not reach him.")
    man.save(update_fields=["reminders", "phone"])
    remember(man)
    record("reminders.chosen", referral, by=by, at=at, reminders=reminders)
    return man
