"""The words of an occasion in another language."""

from django.core.exceptions import ValidationError

from forms import GovForm, NoteField, TextField, TickField

from .wordings import faults, needed


class WordingForm(GovForm):
    language = TextField(
        label="Language", max_length=80, help_text="As it is recorded of the men, for example Polish"
    )
    words = NoteField(label="The words", name="the words", max_length=400, rows=5)
    read = TickField(
        label="Somebody who reads this language has read these words: they say the same as the English, and name neither "
        "him nor the programme",
    )

    def __init__(self, *args, occasion, language="", **kwargs):
        super().__init__(*args, **kwargs)
        self.occasion = occasion
        fields = ", ".join(f"{{{field}}}" for field in sorted(needed(occasion)))
        self.fields["words"].help_text = f"Put {fields} where they belong: they are filled in for each man."
        if language:
            del self.fields["language"]

    def clean_words(self):
        words = " ".join(self.cleaned_data["words"].split())
        if said := faults(words, self.occasion):
            raise ValidationError(said)
        return words

    def clean_language(self):
        language = self.cleaned_data["language"].strip()
        if language.casefold() == "english":
            raise ValidationError("The English words are part of the service. Enter another language")
        return language
