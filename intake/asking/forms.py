"""What is asked of the referrer, and the answer."""

from forms import DocumentField, GovForm, ManyField, NoteField, TextField
from referrals.asking import Missing

DOCUMENTS = ("document", "second_document", "third_document")
LEAVE_HER_OUT = "Write nothing about his partner or former partner: everybody who works with him reads it."


class AskForm(GovForm):
    missing = ManyField(
        label="What is missing?",
        choices=Missing.choices,
        required=False,
        help_text="What the form left empty is ticked already.",
    )
    words = NoteField(
        label="What else do you need to know?",
        max_length=2000,
        rows=4,
        required=False,
        help_text=LEAVE_HER_OUT,
    )
    unmarked = ["missing", "words"]

    def clean(self):
        given = super().clean()
        if not given.get("missing") and not given.get("words") and not self.errors:
            self.add_error("missing", "Select what is missing, or write what you need to know")
        return given


class AnswerForm(GovForm):
    text = NoteField(label="Your answer", required=False, help_text=LEAVE_HER_OUT)
    document = DocumentField(
        label="Add a document", required=False, help_text="PDF, JPEG, PNG or Word, up to 10 MB each."
    )
    second_document = DocumentField(label="Another document", required=False)
    third_document = DocumentField(label="A third document", required=False)
    unmarked = ["text"]

    def clean(self):
        given = super().clean()
        documents = [given.pop(name) for name in DOCUMENTS if given.get(name)]
        if not given.get("text") and not documents and not self.errors:
            self.add_error("text", "Write an answer, or add a document that holds it")
        return {"text": given.get("text", ""), "documents": documents}


class WithdrawForm(GovForm):
    because = TextField(
        label="Why do you no longer need it?", max_length=200, required=False, help_text="Kept on the file."
    )
