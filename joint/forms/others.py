"""Other professionals, and the log of what was disclosed."""

from forms import ChoiceField, GovForm, NoteField, PhoneField, TextField, YesNoField
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
    could_he_receive_it = YesNoField(label="Could he come to receive it?")
    inline = ["could_he_receive_it"]
