"""Whether she can be asked now; her questions; the four of Figure 30; what may be shown at the joint table."""

from forms import ChoiceField, GovForm, ManyField, NoteField, TextField, TickField, WholeNumberField
from iss.statuses import Change
from outcomes.forms import form_for
from outcomes.models import Stage, WhyNot
from outcomes.scales import NOT_APPLICABLE, SCALES, SKIPPED

from .words import INDICATORS

SAYS_YES = "She is alone, and has just said that it is safe to talk."
WAYS = [
    ("in_person", "Yes, and we are together", SAYS_YES),
    ("call", "Yes, and I have called her", SAYS_YES),
    ("she_called", "Yes, and she has called us", SAYS_YES),
]
LAST_MONTHS, NOW = "In the last 3 months", "How it is now"
HOPES = {"W14c": "W14a", "W14d": "W14b"}


class WhetherForm(GovForm):
    """The step before her questions: they cannot be opened without it."""

    stage = ChoiceField(label="Which measure?", choices=Stage.choices)
    outcome = ChoiceField(
        label="Can she talk safely now?",
        name="whether she can talk safely now, or why she was not asked",
        choices=[
            *WAYS,
            (WhyNot.UNSAFE, "Not asked: unsafe"),
            (WhyNot.DECLINED, "Not asked: she declined"),
            (WhyNot.NOT_REACHED, "Could not be reached"),
            (WhyNot.NOT_DUE, "Does not apply"),
        ],
    )
    note = NoteField(
        label="Note on why she was not asked",
        help_text="Never what she answered: her answers are kept sealed.",
        rows=2,
        required=False,
    )
    inline = ["stage"]

    @property
    def way(self):
        """How she can be asked; "" where she is not."""
        outcome = self.cleaned_data["outcome"]
        return "" if outcome in WhyNot.values else outcome


class HowAsked(GovForm):
    """Beside her answers. Interpreter and asker are as they usually are unless something else is said."""

    interpreter = TickField(label="An interpreter put the questions", required=False)
    asked_by = TextField(
        label="Who asked her?",
        help_text="Name and role. Leave it empty if it was you.",
        max_length=120,
        required=False,
    )
    marks_optional = False
    widths = {"asked_by": 20}

    def __init__(self, *args, hopes=None, **kwargs):
        """``hopes``: {item of the start: what she hoped for} at later stages, None at the start."""
        super().__init__(*args, **kwargs)
        self.inline = [item.id for item in self.items if SCALES[item.scale].numeric]
        self.no_hope = set()
        for item in self.items:
            if item.exclusive:
                _put_last(self.fields[item.id], item.exclusive)
        for later, first in HOPES.items():
            if later in self.fields:
                hope = (hopes or {}).get(first, SKIPPED)
                self._remind_of(later, "" if hope == SKIPPED else hope)
        self.fieldsets = [
            (LAST_MONTHS, [item.id for item in self.items if _of_the_last_months(item)]),
            (NOW, [item.id for item in self.items if not _of_the_last_months(item)]),
            ("How she was asked", ["interpreter", "asked_by"]),
        ]

    def _remind_of(self, name, hope):
        if hope:
            self.fields[name].help_text = f"She hoped: “{hope}”"
        else:
            del self.fields[name]
            self.no_hope.add(name)

    def answers(self):
        return super().answers() | dict.fromkeys(self.no_hope, NOT_APPLICABLE)

    def facts(self):
        """What ``record_her_measure`` takes besides the version."""
        return {
            "answers": self.answers(),
            "interpreter": self.cleaned_data["interpreter"],
            "asked_by": self.cleaned_data["asked_by"],
        }


def _put_last(field, value):
    """ "None of these" stands after all that could have been."""
    field.choices = sorted(field.choices, key=lambda choice: choice[0] == value)


def _of_the_last_months(item):
    return item.scale in ("F", "N", "MANY") or item.id == "W0"


def her_form(version, stage):
    """The form of her questions at ``stage``."""
    return type("HerForm", (HowAsked, form_for(version, stage)), {})


def _change(label):
    return ChoiceField(label=label, choices=Change.choices, required=False)


class BenefitsForm(GovForm):
    """As an older record has them; what it does not say stays empty."""

    satisfaction = WholeNumberField(
        label="How satisfied she was with the support, 1 to 5", min_value=1, max_value=5, required=False
    )
    health_wellbeing = _change("Her health and wellbeing")
    everyday_life = _change("Her everyday life")
    safety = _change("Her safety")
    inline = ["health_wellbeing", "everyday_life", "safety"]
    widths = {"satisfaction": 2}
    marks_optional = False

    def clean(self):
        facts = super().clean()
        if not self.errors and not any(facts.values()):
            self.add_error(None, "Enter at least one of the four, as the older record has it")
        return facts


class AtTableForm(GovForm):
    """Nothing is ticked until her worker ticks it."""

    indicators = ManyField(
        label="What may My Time be shown at the joint table?",
        help_text="Tick nothing to show nothing. Did she agree? Could he learn of it, and what would he do?",
        choices=(),
        required=False,
    )
    marks_optional = False

    def __init__(self, *args, said=(), **kwargs):
        """``said``: {indicator: the words that would be shown}."""
        super().__init__(*args, **kwargs)
        field = self.fields["indicators"]
        field.choices = [(key, INDICATORS[key].label) for key in said]
        field.hints = {key: f"It would say: “{words}”" for key, words in said.items()}
