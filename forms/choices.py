"""Radios, drop-downs, checkboxes, yes or no, and a single box to tick."""

from django import forms
from django.core.exceptions import ValidationError

from forms.naming import Named


def split_hints(choices) -> tuple[list, dict[str, str]]:
    """Take (value, label) or (value, label, hint) apart into plain choices and hints by value."""
    if callable(choices):
        return choices, {}
    plain, hints = [], {}
    for choice in choices:
        value, label, *hint = choice
        plain.append((value, label))
        if hint:
            hints[str(value)] = hint[0]
    return plain, hints


class Hinted(Named):
    """A field whose choices may each carry a hint."""

    verb = "Select"

    def __init__(self, *, choices=(), hints: dict | None = None, **kwargs):
        plain, found = split_hints(choices)
        self.hints = found | {str(value): hint for value, hint in (hints or {}).items()}
        super().__init__(choices=plain, **kwargs)
        self.error_messages["invalid_choice"] = "Select one of the answers listed"


class ChoiceField(Hinted, forms.ChoiceField):
    """One of several: radios, or a drop-down with `select=True` (for a long list).

    A drop-down begins with an empty choice, so that nothing is chosen by leaving it alone.
    """

    def __init__(self, *, select: bool = False, choices=(), **kwargs):
        kwargs.setdefault("widget", forms.Select if select else forms.RadioSelect)
        if select and not callable(choices):
            choices = [("", "Choose"), *(choice for choice in choices if choice[0] != "")]
        super().__init__(choices=choices, **kwargs)


class ManyField(Hinted, forms.MultipleChoiceField):
    """Any of several. `exclusive` is the value of a choice such as "none of these"."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, *, exclusive: str = "", **kwargs):
        self.exclusive = exclusive
        super().__init__(**kwargs)

    def validate(self, value):
        super().validate(value)
        if self.exclusive in value and len(value) > 1:
            label = dict(self.choices)[self.exclusive]
            raise ValidationError(f"Select other answers or “{label}”, not both", code="exclusive")


class YesNoField(Named, forms.TypedChoiceField):
    """Cleaned to True, False, or None where no answer was given to an optional question."""

    widget = forms.RadioSelect
    verb = "Select"

    def __init__(self, *, yes: str = "Yes", no: str = "No", **kwargs):
        choices = [("yes", yes), ("no", no)]
        super().__init__(choices=choices, coerce=lambda value: value == "yes", empty_value=None, **kwargs)

    def required_message(self) -> str:
        if self.given_name:
            return f"Select yes or no for {self.called_inside}"
        return f"Select yes or no: “{self.label}”" if self.label else "Select yes or no"

    def prepare_value(self, value):
        return {True: "yes", False: "no"}.get(value, value)

    def has_changed(self, initial, data):
        return self.prepare_value(initial) != (data or None)


class TickField(Named, forms.BooleanField):
    """One checkbox; when required it must be ticked."""

    def required_message(self) -> str:
        return f"Tick “{self.label}” to go on"


class ModelField(Named, forms.ModelChoiceField):
    """One row of a queryset: a drop-down, or radios with `select=False`."""

    verb = "Select"

    def __init__(self, *, queryset, select: bool = True, empty_label="Choose", **kwargs):
        if not select:
            kwargs.setdefault("widget", forms.RadioSelect)
            empty_label = None
        super().__init__(queryset=queryset, empty_label=empty_label, **kwargs)
        self.error_messages["invalid_choice"] = "Select one of the answers listed"


class ManyModelField(Named, forms.ModelMultipleChoiceField):
    """Several rows of a queryset: checkboxes."""

    widget = forms.CheckboxSelectMultiple
    verb = "Select"

    def __init__(self, *, queryset, **kwargs):
        super().__init__(queryset=queryset, **kwargs)
        for code in ("invalid_choice", "invalid_list", "invalid_pk_value"):
            self.error_messages[code] = "Select from the answers listed"
