"""Whether she wants to be told, the words that are released, and how she was told."""

from django.utils.dateparse import parse_datetime

from forms import ChoiceField, DayField, GovForm, MomentField, NoteField, TextField, TickField, YesNoField
from iss.models import Channel


class WishForm(GovForm):
    wanted = YesNoField(
        label="Does she want to be told how he comes along?",
        yes="Yes, tell her",
        no="No, do not tell her",
    )
    asked_date = DayField(label="When did she say so?", name="the day she said so", not_future=True)
    note = TextField(
        label="How often, and what she wants to hear",
        help_text="Such as: only when he has missed a session.",
        max_length=300,
        required=False,
    )


class ReleaseForm(GovForm):
    text = NoteField(
        label="What she is told",
        name="what she is told",
        help_text="Take out what she does not want to hear or what is not safe. Leave names out.",
        rows=18,
    )
    checked = TickField(
        label="I have read it, and nothing in it puts her at risk if somebody else reads or hears it"
    )


class TellForm(GovForm):
    channel = ChoiceField(label="How did you tell her?", choices=Channel.choices)
    happened_at = MomentField(label="When was it?", name="the time you told her", not_future=True)
    safe_now = TickField(label="It was safe at that moment", required=False)
    note = NoteField(label="What she said", rows=3, required=False)

    def __init__(self, *args, ways=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["channel"].hints = {str(way.channel): way.words for way in ways}


def moment_of(text):
    """The moment that an address carries, or None where it carries none."""
    try:
        moment = parse_datetime(text or "")
    except ValueError:
        return None
    return moment if moment and moment.tzinfo else None
