"""The form everything here starts from."""

import uuid
from collections.abc import Mapping, Sequence
from datetime import datetime

from crispy_forms.layout import Layout
from crispy_forms_gds.helper import FormHelper
from crispy_forms_gds.layout import Fieldset, Size
from django import forms
from django.forms.utils import pretty_name
from django.utils.choices import CallableChoiceIterator
from django.utils.functional import cached_property
from django.utils.html import format_html

from forms import meanwhile
from forms.anchors import error_links
from forms.naming import Named

FORM_KEY = "form_key"


class GovForm(forms.Form):
    """A form laid out by plain attributes.

    `fieldsets`: (legend or None, [field names]) in order; without it, all fields as declared.
    `inline`, `small`: names of radios in a row, of small radios or checkboxes.
    `widths`: name to 2, 3, 4, 5, 10, 20 characters or "one-half", "two-thirds" ...
    `reveals`: name of radios or checkboxes to {value: [names shown under that choice]}.
    `unmarked`: names of optional fields without "(optional)", because something else requires them.

    `asked_anew`: names of what is stored but not drawn, because it has to be asked each time.

    `at` is the moment that "today" is taken from; without it, the clock.
    `stored`: name to what the record holds now, for a form that edits a record. It is what the form
    begins with, and what somebody else saves meanwhile is not written over unseen (meanwhile.py).
    """

    use_required_attribute = False
    fieldsets: Sequence[tuple[str | None, Sequence[str]]] = ()
    inline: Sequence[str] = ()
    small: Sequence[str] = ()
    widths: Mapping[str, int | str] = {}
    reveals: Mapping[str, Mapping[str, Sequence[str]]] = {}
    unmarked: Sequence[str] = ()
    asked_anew: Sequence[str] = ()
    marks_optional = True

    def __init__(self, *args, at: datetime | None = None, stored: Mapping | None = None, **kwargs):
        self.at, self.stored = at, stored or {}
        if stored:
            drawn = {name: value for name, value in stored.items() if name not in self.asked_anew}
            kwargs["initial"] = {**(kwargs.get("initial") or {}), **drawn}
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            if hasattr(field, "at"):
                field.at = at
            if field.label is None:
                self._label(name, field)

    @cached_property
    def helper(self) -> FormHelper:
        """What `{% crispy form %}` needs: it draws the fields, and leaves the tag to the page."""
        helper = FormHelper()
        helper.form_tag = False
        helper.disable_csrf = True
        helper.include_media = False
        helper.layout = Layout(*self._layout())
        return helper

    @cached_property
    def form_key(self) -> uuid.UUID:
        """One key for one filling-in: new on a new form, the posted one on a returned form."""
        posted = self.data.get(FORM_KEY, "") if self.is_bound else ""
        try:
            return uuid.UUID(str(posted))
        except ValueError:
            return uuid.uuid4()

    @property
    def form_key_input(self) -> str:
        drawn = '<input type="hidden" name="{}" value="{}">'
        key = format_html(drawn, FORM_KEY, self.form_key)
        if not self.stored:
            return key
        return key + format_html(drawn, meanwhile.OPENED_WITH, meanwhile.as_token(meanwhile.opened(self)))

    def full_clean(self) -> None:
        if self.is_bound and self.stored:
            meanwhile.take_theirs(self)
        super().full_clean()

    def is_valid(self) -> bool:
        """Raises Overtaken where another person's answers would be written over unseen."""
        if not super().is_valid():
            return False
        if self.stored:
            meanwhile.refuse_unseen(self)
            return meanwhile.EDIT not in self.data
        return True

    @property
    def error_links(self) -> list[tuple[str, str]]:
        return error_links(self)

    @property
    def revealed(self) -> set[str]:
        """Names of fields that are drawn under a choice, and nowhere else."""
        return {name for by_value in self.reveals.values() for names in by_value.values() for name in names}

    def _layout(self) -> list:
        fieldsets = self.fieldsets or [(None, list(self.fields))]
        placed = {name for _, names in fieldsets for name in names}
        parts: list = []
        for legend, names in fieldsets:
            shown = [name for name in names if name in self.fields and name not in self.revealed]
            if legend and shown:
                parts.append(Fieldset(*shown, legend=legend, legend_size=Size.MEDIUM))
            else:
                parts.extend(shown)
        left_over = set(self.fields) - placed - self.revealed
        return parts + [name for name in self.fields if name in left_over]

    @staticmethod
    def _label(name: str, field: forms.Field) -> None:
        default = isinstance(field, Named) and field.required_message()
        field.label = pretty_name(name)
        if default and field.error_messages["required"] == default:
            field.error_messages["required"] = field.required_message()


class FilterForm(GovForm):
    """The form of a filter panel: sent by GET, so that the page has an address; nothing is required."""

    marks_optional = False
    # What is asked most; the others stand behind a line that opens. Empty: all of them are in sight.
    asked_most: Sequence[str] = ()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.small = [
            name for name, field in self.fields.items() if isinstance(field.widget, forms.CheckboxInput)
        ]
        for field in self.fields.values():
            field.required = False
            if getattr(field, "empty_label", None):
                field.empty_label = "Any"
            elif _in_a_drop_down(field) and field.choices[:1] == [("", "Choose")]:
                field.choices = [("", "Any"), *field.choices[1:]]

    @property
    def in_sight(self) -> list:
        return [field for field in self if not self.asked_most or field.name in self.asked_most]

    @property
    def folded(self) -> list:
        return [field for field in self if self.asked_most and field.name not in self.asked_most]

    @property
    def unfolds(self) -> bool:
        """Whether one of the folded fields is in use, or has to be put right."""
        return any(field.errors or (self.is_bound and answered(field.value())) for field in self.folded)


def _in_a_drop_down(field) -> bool:
    """Not those that are asked for when they are drawn: to look at the first is to ask for all."""
    return isinstance(field.widget, forms.Select) and not isinstance(field.choices, CallableChoiceIterator)


def answered(value) -> bool:
    return any(value) if isinstance(value, list | tuple) else bool(value)
