"""What the ISS shares."""

from forms import GovForm, NoteField, TextField, TickField


class RiskNoteForm(GovForm):
    text = NoteField(
        label="What must My Time know?",
        name="what My Time must know",
        help_text="My Time’s managers and his facilitators read this. Do not say how you know, nor whether she is in touch.",
    )
    may_be_used_with_him = TickField(
        label="This may be used with him",
        help_text="Only if he could know it without her. Leave it empty if in doubt.",
        required=False,
    )


class EndNoteForm(GovForm):
    because = TextField(
        label="Why does it no longer hold?",
        name="why it no longer holds",
        help_text="My Time reads this. Do not say how you know, nor whether she is in touch.",
        max_length=300,
    )
