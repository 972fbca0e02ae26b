"""What is asked before a letter goes."""

from django.core.exceptions import ValidationError

from forms import ChoiceField, DayField, GovForm, NoteField, TextField, TickField
from programme.models import Letter

from .kinds import LetterKind
from .wordings import faults, listed, may_use


class LetterForm(GovForm):
    words = NoteField(
        label="The letter",
        name="the letter",
        rows=18,
        max_length=6000,
        help_text="Leave an empty line between paragraphs. His address, the date and your name are added.",
    )


class IssueForm(GovForm):
    looked = TickField(label="I have looked at each of them: none comes from her, and none is about her")

    def __init__(self, *args, asked=(), **kwargs):
        super().__init__(*args, **kwargs)
        if not asked:
            del self.fields["looked"]


class GoneForm(GovForm):
    how = ChoiceField(label="How did it go?", choices=Letter.How.choices)
    gone_date = DayField(label="On which day?", name="day on which it went", not_future=True)


class DropForm(GovForm):
    because = TextField(
        label="Why is it not sent?",
        name="why it is not sent",
        max_length=200,
        help_text="For example: he was told by phone, or a letter to this address is not safe.",
    )


class LetterWordingForm(GovForm):
    language = TextField(
        label="Language",
        max_length=80,
        help_text="English, or as it is recorded of the men, for example Polish",
    )
    heading = TextField(label="Heading", max_length=120)
    words = NoteField(label="The words", name="the words", rows=16, max_length=5000)
    read = TickField(
        label="Somebody who reads this language has read these words: they say nothing of her, and not what the "
        "programme is about",
    )

    def __init__(self, *args, kind, language="", **kwargs):
        super().__init__(*args, **kwargs)
        self.kind = LetterKind(kind)
        self.fields[
            "words"
        ].help_text = f"Leave an empty line between paragraphs. These are filled in for each man: {listed(may_use(kind))}."
        if language:
            del self.fields["language"]

    def clean_words(self):
        words = self.cleaned_data["words"]
        if said := faults(self.cleaned_data.get("heading", ""), words, self.kind):
            raise ValidationError(said)
        return words
