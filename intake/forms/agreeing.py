"""What was agreed: his agreement to take part, and what both agreements have in common."""

from datetime import timedelta

from django.utils.timezone import localtime

from forms import ChoiceField, DayField, DocumentField, TextField, YesNoField
from referrals.models import Agreement

from .page import DOCUMENT, REMOVE_DOCUMENT, PageForm, removing

LONG_AGO = timedelta(days=5 * 365)


def when(whom):
    return DayField(
        label=f"When was {whom} asked?", name=f"the date {whom} was asked", not_future=True, required=False
    )


def by_whom(whom):
    return TextField(
        label=f"Who asked {whom}?",
        help_text="Name and role. Leave it empty if it was you.",
        max_length=120,
        required=False,
    )


def witness(whom):
    return TextField(
        label=f"Who else was there when {whom} was asked?",
        help_text="Name and role",
        max_length=120,
        required=False,
    )


def signed_form(whose):
    return DocumentField(
        label=f"The form {whose} has signed",
        name="the signed form",
        help_text="If you have it. A PDF, a Word document or a photograph, up to 10 MB.",
        required=False,
    )


class AgreementForm(PageForm):
    asked = YesNoField(
        label="Have you asked him whether he will take part?",
        no="Not yet",
    )
    asked_date = when("he")
    asked_by = by_whom("him")
    agreed = YesNoField(label="Did he agree?", required=False)
    how = ChoiceField(
        label="How did he answer?",
        name="how he answered",
        required=False,
        choices=[
            (Agreement.Form.VERBAL, "He said it", "Enough for My Time to contact him"),
            (Agreement.Form.WRITTEN, "In writing"),
        ],
    )
    witness = witness("he")
    document = signed_form("he")
    remove_document = removing()

    reveals = {
        "asked": {
            "yes": ["asked_date", "asked_by", "agreed", "how", "witness", DOCUMENT, REMOVE_DOCUMENT],
        }
    }
    inline = ["agreed"]

    def clean(self):
        given = super().clean()
        if given.get("asked"):
            self.require("asked_date", "agreed", "how")
            not_long_ago(self, "he")
        return given


def not_long_ago(form, whom):
    asked = form.cleaned_data.get("asked_date")
    if asked and asked < localtime(form.at).date() - LONG_AGO:
        form.add_error("asked_date", f"The date {whom} was asked must be within the last 5 years")
