"""Ids of what is drawn, so that a link in the error summary lands on something that takes focus."""

from django import forms
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField

from forms.naming import lower_first


def box_ids(bound: BoundField) -> list[str]:
    """Ids of the inputs of `bound` in the order in which they are drawn."""
    widget = bound.field.widget
    if isinstance(widget, forms.RadioSelect | forms.CheckboxSelectMultiple):
        return [box.id_for_label for box in drawn_choices(bound)]
    if isinstance(widget, forms.MultiWidget):
        return [f"{bound.auto_id}{suffix}" for suffix in widget.widgets_names]
    return [bound.auto_id]


def drawn_choices(bound: BoundField) -> list:
    """The choices that become radios or checkboxes: all but an empty one."""
    return [box for box in bound.subwidgets if str(box.data["value"] or "") != ""]


def in_words(bound: BoundField, error: ValidationError) -> list[str]:
    """The messages of `error`; "This field is required" of a library's field becomes an instruction."""
    plain = error.code == "required" and error.message == forms.Field.default_error_messages["required"]
    return [f"Enter {lower_first(str(bound.label))}"] if plain else list(error.messages)


def error_links(form: forms.BaseForm) -> list[tuple[str, str]]:
    """(address, message) for each error of `form`, from the top of the page down.

    An error of the whole form points at its first input.
    """
    visible = list(form.visible_fields())
    first = next((box_ids(bound)[0] for bound in visible if box_ids(bound)), "main-content")
    links = [(f"#{first}", str(error)) for error in form.non_field_errors()]
    for bound in visible:
        ids = box_ids(bound) or [bound.auto_id]
        for error in form.errors.as_data().get(bound.name, []):
            box = (getattr(error, "boxes", ()) or (0,))[0]
            links.extend((f"#{ids[box]}", message) for message in in_words(bound, error))
    for bound in form.hidden_fields():
        links.extend((f"#{first}", str(error)) for error in bound.errors)
    return links
