"""What is asked to call a meeting, and who is there."""

from forms import ChoiceField, DayField, GovForm, ManyField, TextField, WholeNumberField, half_typed
from joint.actions.meetings import LIMIT
from joint.reviews.forms import ReviewForm

ALONE = "alone"


class MeetingForm(GovForm):
    """``services``: those one may meet; a service meets My Time, so it is not asked. ``people``: who may take part."""

    service = ChoiceField(label="With which service?", choices=[], name="with which service")
    day = DayField(label="When is the meeting?", name="the day of the meeting", not_past=True)
    cases = WholeNumberField(
        label="How many cases at most?", name="number of cases", min_value=1, max_value=LIMIT
    )
    minutes = WholeNumberField(
        label="How many minutes does it take?", name="number of minutes", min_value=10, max_value=480
    )
    widths = {"cases": 3, "minutes": 3}

    def __init__(self, *args, services, **kwargs):
        super().__init__(*args, **kwargs)
        self.services = {str(service.pk): service for service in services}
        if self.services:
            named = [(pk, service.name) for pk, service in self.services.items()]
            alone = (ALONE, "My Time alone", "Men without a partner known to a service")
            self.fields["service"].choices = [*named, alone[:2]]
            self.fields["service"].hints = {ALONE: alone[2]}
        else:
            del self.fields["service"]

    @property
    def chosen(self):
        """The service chosen; None for My Time alone."""
        return self.services.get(self.cleaned_data.get("service"))


class ThereForm(GovForm):
    attended = ManyField(label="Who is there?", choices=[], required=False)
    attended_by = TextField(label="Anybody else", max_length=300, required=False)
    small = ("attended",)

    def __init__(self, *args, people, **kwargs):
        super().__init__(*args, **kwargs)
        self.people = {str(person.pk): person for person in people}
        self.fields["attended"].choices = [
            (pk, f"{person.name}, {person.organisation.name}") for pk, person in self.people.items()
        ]

    def clean(self):
        facts = super().clean()
        if not facts.get("attended") and not facts.get("attended_by"):
            self.add_error("attended", "Select who is there, or enter who else is")
        return facts

    def facts(self):
        return {
            "attended": [self.people[pk] for pk in self.cleaned_data["attended"]],
            "attended_by": self.cleaned_data["attended_by"],
        }


class CaseForm(ReviewForm):
    """The review of one case, as far as it was typed."""

    seen = leave = ""
    unkept = ("csrfmiddlewaretoken", "form_key", "seen", "leave", "go")

    @classmethod
    def typed_in(cls, post):
        """What a page posted, as a draft keeps it: never more of a box than it may hold, tenfold."""
        return {
            half_typed([name])[0]: half_typed(post.getlist(name)) for name in post if name not in cls.unkept
        }
