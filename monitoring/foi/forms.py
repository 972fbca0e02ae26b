"""Forms of the desk for requests for information."""

from forms import ChoiceField, DayField, GovForm, ManyField, NoteField, TextField, WholeNumberField
from monitoring.forms.period import PeriodForm
from monitoring.models import FoiRequest

from .questions import choices


class RequestForm(GovForm):
    reference = TextField(
        label="Reference", name="the reference", max_length=40, help_text="For example 042-22."
    )
    received_date = DayField(label="Received on", name="the day it was received", not_future=True)
    asks = NoteField(
        label="What do they ask?",
        name="what they ask",
        help_text="In short. Leave out every name, also that of whoever asks.",
    )
    name = TextField(label="Who asks?", name="who asks", max_length=120, required=False)
    contact = TextField(
        label="Where does the answer go?",
        name="where the answer goes",
        max_length=200,
        required=False,
        help_text="Both are kept sealed, shown on this request only, and deleted some months after the answer.",
    )


class ClarifyForm(GovForm):
    what = NoteField(label="What have you asked them?", name="what you have asked them", rows=3)
    asked_date = DayField(label="Asked on", name="the day you asked", not_future=True)


class ClearForm(GovForm):
    answered_date = DayField(label="They answered on", name="the day they answered", not_future=True)


class AttachmentForm(PeriodForm):
    questions = ManyField(
        label="Which questions does it answer?", name="at least one question", choices=choices()
    )
    field_order = ("questions",)


class NoteForm(GovForm):
    words = NoteField(
        label="What else does the letter say?",
        name="what else the letter says",
        help_text="A fact that no table answers, as it stands in the letter. No names.",
    )


class AnswerForm(GovForm):
    outcome = ChoiceField(
        label="How was it answered?", name="how it was answered", choices=FoiRequest.Outcome.choices
    )
    exemption = TextField(
        label="Exemption",
        name="the exemption",
        max_length=200,
        required=False,
        help_text="Where something was refused. For example section 40(2), personal information.",
    )
    answered_date = DayField(label="Answered on", name="the day it was answered", not_future=True)
    unmarked = ("exemption",)

    def clean(self):
        found = self.cleaned_data
        if found.get("outcome") in ("partly", "refused") and not found.get("exemption", "").strip():
            self.add_error("exemption", "Enter the exemption")
        return found


class CostForm(GovForm):
    year = ChoiceField(label="Year from April to March", name="the year", select=True)
    pounds = WholeNumberField(
        label="Cost of the whole programme, in pounds", name="the cost", min_value=1, max_value=99_999_999
    )
    source = TextField(label="Where is it written?", name="where it is written", max_length=200)
    widths = {"pounds": 10}

    def __init__(self, *args, years, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["year"].choices = [
            ("", "Choose"),
            *((str(year), f"{year}/{(year + 1) % 100:02}") for year in years),
        ]

    def clean_year(self):
        return int(self.cleaned_data["year"])
