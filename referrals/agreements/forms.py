"""His answer, and the form that he has signed."""

from django.core.exceptions import ValidationError

from forms import ChoiceField, DayField, DocumentField, TextField, YesNoField
from referrals.forms import FileForm
from referrals.models import Agreement

ASKED_BY = "Name and role. Leave it empty if it was you."


class AgreementForm(FileForm):
    agreed = YesNoField(
        label="Does he agree to take part?",
        help_text="And to the limits of confidentiality: the form that you can print says what they are.",
    )
    asked_date = DayField(label="When was he asked?", name="day on which he was asked", not_future=True)
    asked_by = TextField(label="Who asked him?", max_length=120, required=False, help_text=ASKED_BY)
    form = ChoiceField(
        label="How did he answer?",
        choices=[
            ("verbal", "In words", "Enough to make contact; the signed form is due by his first session"),
            ("written", "In writing", "The promise is kept when the signed form is here"),
        ],
    )
    witness = TextField(label="Who witnessed it", max_length=120, required=False)
    document = DocumentField(
        label="The signed form", required=False, help_text="PDF, JPEG, PNG or Word, up to 10 MB."
    )
    reveals = {"form": {"written": ["document"]}}

    def clean(self):
        if self.cleaned_data.get("form") != Agreement.Form.WRITTEN:
            self.cleaned_data["document"] = None
        return self.cleaned_data


class SignedForm(FileForm):
    document = DocumentField(
        label="The form he has signed",
        name="the form he has signed",
        help_text="A photograph or a scan: PDF, JPEG, PNG or Word, up to 10 MB.",
    )
    signed_date = DayField(label="When did he sign it?", name="day on which he signed it", not_future=True)
    witness = TextField(label="Who witnessed it", max_length=120, required=False)

    def clean_signed_date(self):
        signed = self.cleaned_data["signed_date"]
        asked = self.referral.agreements.order_by("asked_date").values_list("asked_date", flat=True).first()
        if asked and signed < asked:
            raise ValidationError(f"He was first asked on {asked:%-d %B %Y}: enter that day or a later one")
        return signed
