"""What a field is called inside a sentence."""

from django import forms


def lower_first(words: str) -> str:
    """Lower the first letter, unless the word is an abbreviation or a number ("GP", "DASH level")."""
    first = words[:2]
    return words if first.isupper() or not first[:1].isalpha() else words[:1].lower() + words[1:]


def upper_first(words: str) -> str:
    return words[:1].upper() + words[1:]


class Named(forms.Field):
    """A field that knows its name for messages.

    `name` is a noun phrase ("date of birth"). Without it the label serves, unless the label is a
    question, which does not fit into "... must be a real date".
    """

    def __init__(self, *args, name: str = "", **kwargs):
        self.given_name = name
        super().__init__(*args, **kwargs)
        if "required" not in (kwargs.get("error_messages") or {}):
            self.error_messages["required"] = self.required_message()

    @property
    def called(self) -> str:
        """The name for the start of a sentence."""
        return upper_first(self.given_name or self._label_as_name() or self.nameless)

    @property
    def called_inside(self) -> str:
        """The name for the middle of a sentence."""
        return lower_first(self.called)

    nameless = "This answer"
    verb = "Enter"

    def required_message(self) -> str:
        if self.given_name or self._label_as_name():
            return f"{self.verb} {self.called_inside}"
        return f"Answer the question “{self.label}”" if self.label else f"{self.verb} an answer"

    def _label_as_name(self) -> str:
        label = str(self.label or "")
        return "" if label.endswith("?") else label
