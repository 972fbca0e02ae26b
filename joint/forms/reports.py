"""Midway and completion reports: My Time writes, the ISS contributes or records that it has nothing to add."""

from forms import GovForm, NoteField, TickField


class ReportForm(GovForm):
    body = NoteField(label="Report", name="the report", rows=20, max_length=20000)


class ContributionForm(GovForm):
    contribution = NoteField(
        label="What the ISS contributes",
        help_text="The social worker and My Time read this. Nothing in it may put her at risk if he came to know of it.",
        required=False,
    )
    nil = TickField(label="We have nothing to add", required=False)
    unmarked = ["contribution"]

    def clean(self):
        facts = super().clean()
        text, nil = facts.get("contribution"), facts.get("nil")
        if bool(text) == bool(nil) and not self.errors:
            words = (
                "Contribute or tick that you have nothing to add, not both"
                if text
                else "Enter your contribution, or tick that you have nothing to add"
            )
            self.add_error("contribution", words)
        return facts
