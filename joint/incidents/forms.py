"""Reporting an incident, and correcting it."""

from forms import DayField, GovForm, NoteField, TextField, TickField, YesNoField

WHAT = ("happened_date", "what", "source", "police", "police_reference", "children_present", "child_at_risk")


class IncidentForm(GovForm):
    happened_date = DayField(label="When did it happen?", name="the day it happened", not_future=True)
    what = NoteField(label="What happened", name="what happened")
    immediate_safety = NoteField(label="What was done at once to keep people safe", rows=3, required=False)
    source = TextField(label="Who told you", max_length=120, required=False)
    police = YesNoField(label="Are the police involved?")
    police_reference = TextField(
        label="Police reference",
        help_text="The crime or incident number, if you have it.",
        max_length=60,
        required=False,
    )
    children_present = YesNoField(
        label="Were children present?", help_text="Leave it open if you do not know.", required=False
    )
    child_at_risk = TickField(
        label="A child may be at risk",
        help_text="The social worker is told to ring you, whoever else learns of it.",
        required=False,
    )
    shared = TickField(
        label="Share this with My Time",
        help_text="My Time, and the social worker, are then told that there is an incident, and My Time reads all of this.",
        required=False,
    )
    reveals = {"police": {"yes": ["police_reference"]}}
    inline = ["children_present"]

    def __init__(self, *args, may_share, **kwargs):
        super().__init__(*args, **kwargs)
        if not may_share:
            del self.fields["shared"]


class CorrectionForm(IncidentForm):
    withdrawn = TickField(label="It did not happen: take it out", required=False)
    because = TextField(
        label="Why do you correct it?",
        name="why you correct it",
        help_text="Whoever was told is told again. What was written before stays on record.",
        max_length=300,
    )
