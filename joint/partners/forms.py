"""He has a new partner: what is passed on, and what the service decides."""

from accounts.models import Area
from forms import ChoiceField, GovForm, ModelField, NoteField, TextField, YesNoField

OPEN, NOT = "open", "not"


class PassOnForm(GovForm):
    area = ModelField(
        label="In which area does she live?",
        name="the area where she lives",
        help_text="If nobody knows, the area where he lives.",
        queryset=Area.objects.none(),
    )
    heard = NoteField(
        label="What is known, and from whom",
        name="what is known",
        help_text="A name if you have it. No address, no telephone number and nothing of where she may be found.",
        rows=4,
    )
    children = YesNoField(
        label="Are there children?", help_text="Leave it open if you do not know.", required=False
    )
    inline = ["children"]

    def __init__(self, *args, areas, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["area"].queryset = areas


class DecideForm(GovForm):
    decision = ChoiceField(
        label="What does your service do?",
        name="what your service does",
        choices=[
            (
                OPEN,
                "Open a file for her",
                "She is to be contacted safely within the time: nothing is known to be safe yet.",
            ),
            (NOT, "Open no file", "She has a file already, cannot be found, or it is another area’s."),
        ],
    )
    first_name = TextField(label="Her first name", max_length=80, required=False)
    last_name = TextField(label="Her last name", max_length=80, required=False)
    why = TextField(label="Why not?", name="why no file is opened", max_length=300, required=False)
    reveals = {"decision": {OPEN: ["first_name", "last_name"], NOT: ["why"]}}
    unmarked = ("first_name", "why")

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("decision") == OPEN and not cleaned.get("first_name"):
            self.add_error("first_name", "Enter her first name, or what she is called")
        if cleaned.get("decision") == NOT and not cleaned.get("why"):
            self.add_error("why", "Enter why no file is opened")
        return cleaned
