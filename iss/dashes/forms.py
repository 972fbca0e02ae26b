"""The DASH form: 24 questions in our own words on one page; the official form is at hand."""

from dataclasses import dataclass

from django.forms.utils import ErrorDict
from django.http import QueryDict

from accounts.models import Area
from forms import (
    ChoiceField,
    DayField,
    GovForm,
    ModelField,
    NoteField,
    TextField,
    WholeNumberField,
    YesNoField,
    half_typed,
)
from iss.dash import ITEMS, KEY_ITEMS, DashAnswer, Level
from iss.models import Because, Dash
from timescales.words import on

NO_OTHER = "none"
NOT_TYPED = ("csrfmiddlewaretoken", "form_key", "later")


@dataclass(frozen=True)
class Question:
    """One of the 24: its radios, and the note beside it."""

    answer: object
    note: object
    key: bool


class DashForm(GovForm):
    """``heard``: the case of hers that a MARAC heard in the last twelve months, or None."""

    asked_date = DayField(
        label="When did you go through it with her?", name="the day of the DASH", not_future=True
    )
    asked_by = TextField(
        label="Who asked her?",
        help_text="Name and role. Leave it empty if it was you.",
        max_length=120,
        required=False,
    )
    asked_where = ChoiceField(label="Where?", name="where you went through it", choices=Dash.Where.choices)
    events = WholeNumberField(
        label="How many incidents of abuse in the last 12 months?",
        name="how many incidents",
        help_text="Those she tells of and those you know of, with or without the police.",
        min_value=0,
        max_value=999,
    )
    again = YesNoField(label="Has there been abuse again since it was heard at the MARAC?")
    judgement = ChoiceField(
        label="What is your professional judgement?",
        choices=[
            (NO_OTHER, "The level that the answers give"),
            (Level.MEDIUM, "Medium"),
            (Level.HIGH, "High", "This recommends a MARAC referral."),
        ],
        help_text="Judgement may raise the level that the answers give, never lower it.",
    )
    judgement_because = NoteField(
        label="Reasons for your judgement",
        help_text="Needed when you chose medium or high.",
        rows=3,
        required=False,
    )
    notes = NoteField(label="Notes", required=False)
    widths = {"events": 3, "asked_by": 20}
    unmarked = ["judgement_because"]
    small = inline = [f"item_{number}" for number in range(1, len(ITEMS) + 1)]

    def __init__(self, *args, heard=None, **kwargs):
        super().__init__(*args, **kwargs)
        if heard is None:
            del self.fields["again"]
        else:
            self.fields[
                "again"
            ].help_text = f"It was heard on {on(heard.heard_date)}. Any abuse counts, also what is no crime: then refer again."
        for number, label in enumerate(ITEMS, start=1):
            self.fields[f"item_{number}"] = ChoiceField(
                label=f"{number}. {label}",
                choices=DashAnswer.choices,
                error_messages={"required": f"Answer question {number}: yes, no or don’t know"},
            )
            self.fields[f"note_{number}"] = NoteField(
                label=f"Note to question {number}", rows=2, required=False, max_length=2000
            )

    @classmethod
    def half_filled(cls, values, **kwargs):
        """The form as it was left: ``values`` as ``typed`` gave them, with no answer missed yet."""
        data = QueryDict(mutable=True)
        for name, found in values.items():
            data.setlist(name, found)
        form = cls(data, **kwargs)
        form._errors = ErrorDict()
        return form

    @property
    def head(self):
        return [self[name] for name in ("asked_date", "asked_by", "asked_where")]

    @property
    def questions(self):
        numbers = range(1, len(ITEMS) + 1)
        return [Question(self[f"item_{n}"], self[f"note_{n}"], n in KEY_ITEMS) for n in numbers]

    @property
    def foot(self):
        names = ("events", "again", "judgement", "judgement_because", "notes")
        return [self[name] for name in names if name in self.fields]

    def clean(self):
        given = super().clean()
        judged = given.get("judgement") in (Level.MEDIUM, Level.HIGH)
        if judged and not given.get("judgement_because") and "judgement_because" not in self.errors:
            self.add_error("judgement_because", "Enter the reasons for your judgement")
        return given

    def facts(self):
        """What ``record_dash`` takes."""
        given = self.cleaned_data
        numbers = range(1, len(ITEMS) + 1)
        others = ("asked_date", "asked_by", "asked_where", "events", "judgement_because", "notes")
        return {name: given[name] for name in others} | {
            "again": given.get("again"),
            "answers": [given[f"item_{number}"] for number in numbers],
            "item_notes": {str(n): given[f"note_{n}"] for n in numbers if given[f"note_{n}"]},
            "judgement": "" if given["judgement"] == NO_OTHER else given["judgement"],
        }


def typed(post):
    """What was typed so far, as it is kept: {name: values}, without what belongs to the page."""
    fields = set(DashForm.base_fields) | {f"{kind}_{n}" for kind in ("item", "note") for n in range(1, 25)}
    fields |= {f"asked_date_{part}" for part in range(3)}
    kept = {name: half_typed(post.getlist(name)) for name in post if name in fields}
    return {name: texts for name, texts in kept.items() if any(texts)}


class AgainForm(GovForm):
    because = ChoiceField(
        label="What has changed?",
        name="what has changed",
        choices=[(why, why.label) for why in (Because.SEPARATION, Because.PREGNANCY, Because.INCIDENT)],
    )


class ThresholdForm(GovForm):
    area = ModelField(
        label="Area", queryset=None, required=False, empty_label="Every area without its own", name="the area"
    )
    medium = WholeNumberField(label="Medium from how many yes answers?", min_value=1, max_value=23)
    high = WholeNumberField(
        label="High, and MARAC recommended, from how many yes answers?", min_value=2, max_value=24
    )
    events = WholeNumberField(
        label="MARAC recommended from how many incidents in 12 months?", min_value=1, max_value=99
    )
    valid_date = DayField(label="From which day?", name="the day from which it counts")
    widths = {"medium": 2, "high": 2, "events": 2}
    unmarked = ["area"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["area"].queryset = Area.objects.order_by("name")

    def clean(self):
        given = super().clean()
        medium, high = given.get("medium"), given.get("high")
        if medium and high and high <= medium:
            self.add_error("high", "High begins above medium")
        return given
