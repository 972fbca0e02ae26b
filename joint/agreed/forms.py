"""What will be done, by whom, by when: the lines of a form, and what becomes of each."""

from forms import ChoiceField, DayField, GovForm, NoteField, TextField
from joint.models import TableAction

ASKED = (
    ("what", "Enter what will be done"),
    ("owner", "Select who does it"),
    ("due", "Enter the day by which it is done"),
)


class AgreesActions(GovForm):
    """A form that ends with lines of what is agreed. ``owners``: those who may be chosen; asked of the database once."""

    def __init__(self, *args, owners, lines=2, **kwargs):
        super().__init__(*args, **kwargs)
        self.people = {str(person.pk): person for person in owners}
        chosen = [(pk, f"{person.name}, {person.organisation.name}") for pk, person in self.people.items()]
        self.numbers = range(1, lines + 1)
        for number in self.numbers:
            words = "What will be done" if number == 1 else "What else will be done"
            self._add(f"what_{number}", TextField(label=words, max_length=300, required=False))
            self._add(
                f"owner_{number}", ChoiceField(label="By whom", choices=chosen, select=True, required=False)
            )
            self._add(
                f"due_{number}", DayField(label="By when", name="the day", not_past=True, required=False)
            )

    def _add(self, name, field):
        if hasattr(field, "at"):
            field.at = self.at
        self.fields[name] = field

    @property
    def lines(self):
        """(number, what, owner, due) of each line, to be drawn."""
        return [(n, self[f"what_{n}"], self[f"owner_{n}"], self[f"due_{n}"]) for n in self.numbers]

    def clean(self):
        facts = super().clean() or self.cleaned_data
        for number in self.numbers:
            given = [name for name, _ in ASKED if facts.get(f"{name}_{number}")]
            for name, words in ASKED if given else ():
                if name not in given and f"{name}_{number}" not in self.errors:
                    self.add_error(f"{name}_{number}", words)
        return facts

    def agreed(self):
        facts = self.cleaned_data
        return [
            {
                "what": facts[f"what_{number}"],
                "owner": self.people[facts[f"owner_{number}"]],
                "due_date": facts[f"due_{number}"],
            }
            for number in self.numbers
            if facts.get(f"what_{number}")
        ]


class AgreeForm(AgreesActions):
    """One more action, agreed beside a review."""

    widths = {"owner_1": "two-thirds"}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, lines=1, **kwargs)
        for name, words in ASKED:
            field = self.fields[f"{name}_1"]
            field.required, field.error_messages["required"] = True, words


class AnswerForm(GovForm):
    outcome = ChoiceField(
        label="What came of it?", choices=TableAction.Outcome.choices, name="what came of it"
    )
    note = NoteField(label="What was done, or why it is not needed any more", rows=3, required=False)

    def clean(self):
        facts = super().clean()
        if facts.get("outcome") == TableAction.Outcome.NOT_DONE and not facts.get("note"):
            self.add_error("note", "Say why it is not done and no longer needed")
        return facts


class HandOverForm(GovForm):
    owner = ChoiceField(label="Who does it now?", choices=[], select=True, name="who does it")
    due_date = DayField(label="By when?", name="the day", not_past=True)

    def __init__(self, *args, owners, **kwargs):
        super().__init__(*args, **kwargs)
        self.people = {str(person.pk): person for person in owners}
        chosen = [(pk, f"{person.name}, {person.organisation.name}") for pk, person in self.people.items()]
        self.fields["owner"].choices = [("", "Choose"), *chosen]

    def facts(self):
        return {"owner": self.people[self.cleaned_data["owner"]], "due_date": self.cleaned_data["due_date"]}
