"""How he wants to be reminded."""

from functools import partial

from django.utils import timezone

from accounts.asking import posted
from accounts.roles import Permission, requires
from forms import ChoiceField, GovForm, TextField
from referrals import actions
from referrals.models.man import Reminders

from .acting import act_page, refused, the_file


class RemindersForm(GovForm):
    reminders = ChoiceField(
        label="How does he want to be reminded of his sessions?",
        name="how he wants to be reminded",
        choices=[
            (Reminders.TEXT, "By text message", "The day before, and after a session he missed"),
            (Reminders.LETTER, "By letter", "Five days before, and after a session he missed"),
            (Reminders.NONE, "Not at all"),
        ],
    )
    phone = TextField(
        label="Which mobile number?",
        name="mobile number",
        max_length=30,
        help_text="A message says the day, the time and our number. It names neither him nor the programme.",
        required=False,
    )
    reveals = {"reminders": {Reminders.TEXT: ["phone"]}}
    widths = {"phone": "one-half"}


@requires(Permission.CONTACT_HIM)
def choose_reminders(request, pk):
    at = timezone.now()
    referral = the_file(request, pk)
    if refusal := refused(request, referral, "choose_reminders"):
        return refusal
    man = referral.man
    form = RemindersForm(posted(request), stored={"reminders": man.reminders, "phone": man.phone}, at=at)
    act = partial(actions.choose_reminders, referral, by=request.user, at=at)
    done = "That is how he is reminded from now on."
    return act_page(
        request,
        referral,
        "choose_reminders",
        form,
        act,
        at=at,
        done=done,
        template="referrals/reminders.html",
        submit="Save",
    )
