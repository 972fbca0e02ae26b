"""How he makes up for a session that he missed."""

from forms import ChoiceField, GovForm, MomentField, NoteField, TextField, TickField
from programme.models import KeyWork
from programme.reading import short_moment

_MODES = dict(KeyWork.Mode.choices)


class VisitForm(GovForm):
    """``offers``: Within, best first."""

    session = ChoiceField(label="At which session does he catch up?", name="the session")
    told = TickField(label="I have told him the group, the place, the day and the time")

    def __init__(self, *args, offers, **kwargs):
        super().__init__(*args, **kwargs)
        self.offers = {str(offer.session.pk): offer.session for offer in offers}
        self.fields["session"].choices = [
            (pk, f"{short_moment(session.starts_at)}, {session.group}") for pk, session in self.offers.items()
        ]
        self.fields["session"].hints = {
            str(offer.session.pk): f"{offer.session.group.venue}. {'. '.join(offer.reasons)}."
            for offer in offers
        }

    @property
    def chosen(self):
        return self.offers[self.cleaned_data["session"]]


class AloneForm(GovForm):
    when = MomentField(
        label="When is it, or when was it?",
        name="time",
        help_text="A time to come is planned, and waits for you to record what came of it.",
    )
    mode = ChoiceField(label="How?")
    purpose = TextField(label="What he catches up", name="what he catches up", max_length=300, required=False)
    note = NoteField(
        label="What you talked about, if it has taken place",
        name="note",
        required=False,
        help_text="Nothing that his partner or former partner said belongs here.",
    )

    def __init__(self, *args, ways, missed, **kwargs):
        """``ways``: of KeyWork.Mode, as his version allows."""
        kwargs.setdefault("initial", {"purpose": missed.session.topics_in_words})
        super().__init__(*args, **kwargs)
        self.fields["mode"].choices = [(way, _MODES[way]) for way in ways]


class TakeBackForm(GovForm):
    because = TextField(label="Why?", name="reason", max_length=200)
