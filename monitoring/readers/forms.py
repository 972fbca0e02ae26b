from forms import GovForm, NoteField


class ReviewForm(GovForm):
    found = NoteField(
        label="What was it?",
        name="what it was",
        help_text="Such as: handed over a team’s files on Friday. Leave out names of people in cases.",
        max_length=1000,
        rows=4,
    )
