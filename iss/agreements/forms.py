"""Her answer, and the paper she has signed."""

from forms import ChoiceField, DayField, DocumentField, GovForm, NoteField, TextField, YesNoField
from iss.models import HerAgreement


class AgreementForm(GovForm):
    about = ChoiceField(label="What was she asked?", choices=HerAgreement.About.choices)
    asked_date = DayField(label="When was she asked?", name="the day she was asked", not_future=True)
    asked_by = TextField(
        label="Who asked her?",
        max_length=120,
        required=False,
        help_text="Name and role. Leave it empty if it was you.",
    )
    agreed = YesNoField(label="Did she agree?")
    risk_note = NoteField(
        label="What does it mean for her safety?",
        help_text="Never shown to him or to his side. Her answer does not by itself keep him off the programme.",
        required=False,
    )
    form = ChoiceField(
        label="How did she answer?",
        choices=[
            ("verbal", "In words", "Always enough: she need not sign anything"),
            ("written", "In writing"),
        ],
    )
    witness = TextField(label="Witness", max_length=120, required=False)
    document = DocumentField(
        label="The paper she has signed", required=False, help_text="PDF, JPEG, PNG or Word, up to 10 MB."
    )
    fieldsets = [(None, ["about", "asked_date", "asked_by", "agreed", "form", "witness"])]
    reveals = {"agreed": {"no": ["risk_note"]}, "form": {"written": ["document"]}}

    def clean(self):
        given = super().clean()
        if given.get("agreed") is False and not given.get("risk_note") and "risk_note" not in self.errors:
            self.add_error("risk_note", "Enter what her refusal means for her safety")
        if given.get("agreed"):
            given["risk_note"] = ""
        if given.get("form") != "written":
            given["document"] = None
        return given


class SignedForm(GovForm):
    document = DocumentField(
        label="The paper she has signed",
        name="the paper she has signed",
        help_text="A photograph or a scan: PDF, JPEG, PNG or Word, up to 10 MB.",
    )
    signed_date = DayField(label="When did she sign it?", name="the day she signed it", not_future=True)
    witness = TextField(label="Witness", max_length=120, required=False)
