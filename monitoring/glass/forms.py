from audit.breaking import Because, Outcome
from forms import ChoiceField, GovForm, NoteField, TextField


class BreakForm(GovForm):
    reference = TextField(
        label="Reference of the file",
        name="the reference",
        max_length=40,
        help_text="Whole. It stands on every mail and letter; whoever rings you can read it out.",
    )
    because = ChoiceField(label="Why can it not wait?", name="why it cannot wait", choices=Because.choices)
    reason = NoteField(
        label="What has happened, and what do you need to know?",
        name="what has happened",
        help_text="The manager who reviews this reads it today. Leave out names, addresses and numbers.",
        max_length=1000,
        rows=4,
    )
    widths = {"reference": 20}


class ReviewForm(GovForm):
    outcome = ChoiceField(label="Was it justified?", name="whether it was justified", choices=Outcome.choices)
    found = NoteField(
        label="What did you find, and what follows?",
        name="what you found",
        help_text="Whoever opened the file reads this.",
        max_length=1000,
        rows=4,
    )
