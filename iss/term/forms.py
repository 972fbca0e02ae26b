"""Looking at her support together, and closing her file."""

from forms import ChoiceField, DayField, GovForm, ManyField, NoteField, TextField, YesNoField
from iss.models import Ending, SupportReview

NOTHING = "nothing"


class ReviewForm(GovForm):
    held_date = DayField(label="When was it?", name="the day", not_future=True)
    with_her = YesNoField(
        label="Did you look at it together with her?", yes="Yes, with her", no="No, it was not possible"
    )
    changed = NoteField(
        label="What has changed, and what does she want now?",
        name="what has changed",
        help_text="In her words where you can. If she was not there, say why.",
    )
    outcome = ChoiceField(
        label="What happens next?", choices=SupportReview.Outcome.choices, name="what happens next"
    )
    inline = ["with_her"]


class CloseForm(GovForm):
    reason = ChoiceField(label="Why is her file closing?", choices=Ending.Reason.choices)
    because = NoteField(label="Say more", name="why her file is closing", rows=3)
    offered = ManyField(
        label="What was she offered?",
        name="what she was offered",
        choices=[*Ending.Offered.choices, (NOTHING, "Nothing could be offered")],
        exclusive=NOTHING,
    )
    not_offered_because = TextField(
        label="Why nothing could be offered",
        name="why nothing could be offered",
        max_length=300,
        required=False,
    )
    small = ["reason", "offered"]
    reveals = {"offered": {NOTHING: ["not_offered_because"]}}
    unmarked = ["not_offered_because"]

    def clean(self):
        facts = super().clean()
        nothing = facts.get("offered") == [NOTHING]
        if nothing and not facts.get("not_offered_because"):
            self.add_error("not_offered_because", "Enter why nothing could be offered")
        if not nothing:
            facts["not_offered_because"] = ""
        facts["offered"] = [] if nothing else facts.get("offered", [])
        return facts
