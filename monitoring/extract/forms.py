"""Forms of extracts: what is wanted, and what is decided."""

from django.core.exceptions import ValidationError

from forms import ChoiceField, GovForm, ManyField, ModelField, NoteField, TextField, TickField
from monitoring.forms.period import PeriodForm

from .columns import ABOUT_HIM


class AskForm(PeriodForm):
    evaluator = TextField(
        label="Who is the extract for?",
        name="who the extract is for",
        max_length=120,
        help_text="One named person, who answers for it.",
    )
    organisation = TextField(label="Where do they work?", name="where they work", max_length=160)
    purpose = NoteField(
        label="What do they want to find out?",
        name="what they want to find out",
        max_length=2000,
        help_text="One purpose, and why counts are not enough for it. Name nobody from a case.",
    )
    basis = TextField(
        label="Which agreement and ethical approval allow it?",
        name="the agreement and approval",
        max_length=200,
        help_text="For example the data-sharing agreement and its date, and the number of the ethics approval.",
    )
    needed = ManyField(
        label="What of the men is needed for it?",
        name="what is needed",
        choices=[(code, words) for code, (words, _) in ABOUT_HIM.items()],
        required=False,
        help_text="The rest is left out. The less is in it, the fewer men can be recognised.",
    )
    joins = ModelField(
        label="May it be joined with an earlier extract?",
        name="the earlier extract",
        queryset=None,
        required=False,
        empty_label="No, its references are its own",
        help_text="Only to follow the same cases further, for the same evaluator.",
    )

    field_order = ("evaluator", "organisation", "purpose", "basis", "first_day", "last_day")

    def __init__(self, *args, earlier, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["joins"].queryset = earlier

    def clean(self):
        found = super().clean()
        needed = found.pop("needed", [])
        return found | {"left_out": [code for code in ABOUT_HIM if code not in needed]}


class DecideForm(GovForm):
    decision = ChoiceField(
        label="May this extract be made?",
        name="the decision",
        choices=[("approve", "Yes, make it"), ("refuse", "No")],
    )
    handover = TextField(
        label="How will you hand it over?",
        name="how it is handed over",
        max_length=200,
        required=False,
        help_text="For example by the secure transfer named in the agreement. Never by ordinary email.",
    )
    weighed = TickField(
        label="I have weighed how many men could be recognised, and it is needed all the same", required=False
    )
    note = NoteField(
        label="What did you weigh, or why not?",
        name="what you weighed",
        max_length=2000,
        help_text="Whoever asked reads this.",
    )
    reveals = {"decision": {"approve": ["handover", "weighed"]}}
    unmarked = ("handover", "weighed")

    def clean(self):
        found = self.cleaned_data
        if found.get("decision") != "approve":
            return found
        missing = {}
        if not found.get("handover"):
            missing["handover"] = "Enter how you will hand it over."
        if not found.get("weighed"):
            missing["weighed"] = "Tick that you have weighed it, or refuse the extract."
        if missing:
            raise ValidationError(missing)
        return found
