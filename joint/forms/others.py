"""Other professionals, and the log of what was disclosed."""

from forms import ChoiceField, GovForm, NoteField, PhoneField, TextField, TickField, YesNoField
from joint.models import Disclosure


class ProfessionalForm(GovForm):
    name = TextField(label="Name", max_length=120)
    role = TextField(
        label="What they are to him", help_text="Probation officer, health visitor, school.", max_length=120
    )
    phone = PhoneField(label="Telephone", required=False)
    widths = {"phone": 20}


class DisclosureForm(GovForm):
    what = NoteField(label="What was disclosed", rows=4)
    to_whom = TextField(label="To whom", max_length=200)
    basis = ChoiceField(label="On what basis?", choices=Disclosure.Basis.choices)
    could_he_receive_it = YesNoField(
        label="Could he come to receive it?",
        help_text="A plan, a court paper, minutes of a conference: whatever is sent to both parents reaches him.",
    )
    read_as_him = TickField(
        label="I have read it as if I were him: nothing in it comes from her side or says where she is",
        name="that you have read it as if you were him",
        required=False,
    )
    reveals = {"could_he_receive_it": {"yes": ["read_as_him"]}}
    unmarked = ("read_as_him",)

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("could_he_receive_it") and not cleaned.get("read_as_him"):
            self.add_error(
                "read_as_him", "Take out whatever comes from her side, then confirm that you have read it"
            )
        cleaned.pop("read_as_him", None)
        return cleaned


class ToldForm(GovForm):
    how_told = TextField(
        label="How did you tell them, and whom did you speak to?",
        name="how you told them",
        help_text="“By telephone, the duty officer.”",
        max_length=200,
    )
