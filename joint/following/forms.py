"""What is asked of those who write to each other, and of whoever hands referrals on."""

from urllib.parse import urlencode

from django.urls import reverse

from accounts.models import User
from forms import ChoiceField, GovForm, ModelField, NoteField
from referrals import following
from timescales.words import count


class WhoForm(GovForm):
    """Sent by GET: the choice is the address of the page that says what it does."""

    to = ModelField(
        label="Who follows them from now on?", name="who follows them", queryset=User.objects.none()
    )
    came_from = ChoiceField(label="Which referrals?", choices=(), select=True, required=False)
    unmarked = ["came_from"]

    def __init__(self, *args, leaver, **kwargs):
        super().__init__(*args, **kwargs)
        self.leaver = leaver
        self.fields["to"].queryset = following.may_follow_for(leaver)
        self.fields["to"].label_from_instance = _with_team
        had = following.had_from(leaver)
        self.fields["came_from"].choices = [("", "All of them")] + [
            (str(person.pk), f"Only those that came from {person.name} ({count(number, 'referral')})")
            for person, number in had
        ]
        if not had:
            del self.fields["came_from"]

    def address(self):
        given = self.cleaned_data
        page = reverse("reassign_to", args=[self.leaver.pk, given["to"].pk])
        came_from = given.get("came_from")
        return f"{page}?{urlencode({'came_from': came_from})}" if came_from else page


def _with_team(person):
    return f"{person.name} ({person.team or 'no team'}, {person.organisation})"


class MessageForm(GovForm):
    text = NoteField(
        label="Your message",
        name="your message",
        max_length=4000,
        rows=5,
        help_text="Do not write where she lives, works or can be found, nor how to reach her.",
    )
