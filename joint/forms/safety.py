"""Incidents, and what the ISS shares."""

from forms import DayField, GovForm, NoteField, TextField, TickField, YesNoField


class IncidentForm(GovForm):
    happened_date = DayField(label="When did it happen?", name="the day it happened", not_future=True)
    what = NoteField(label="What happened", name="what happened")
    source = TextField(label="Who told you", max_length=120, required=False)
    police = YesNoField(label="Are the police involved?")
    children_present = YesNoField(
        label="Were children present?", help_text="Leave it open if you do not know.", required=False
    )
    immediate_safety = NoteField(label="What was done at once to keep people safe", rows=3, required=False)
    shared = TickField(
        label="Share this with My Time",
        help_text="My Time, and the social worker, are then told that there is an incident, and My Time reads all of this.",
        required=False,
    )
    inline = ["police", "children_present"]

    def __init__(self, *args, may_share, **kwargs):
        super().__init__(*args, **kwargs)
        if not may_share:
            del self.fields["shared"]


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
