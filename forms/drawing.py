"""What a template needs to draw one field, worked out once and without touching the widget.

The pack's own tag writes into the attributes of the widget while it draws, which is the root of
most of its faults; here the widget is only read.
"""

from django import forms
from django.forms.boundfield import BoundField
from django.forms.utils import flatatt
from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe

from forms.anchors import box_ids, drawn_choices, in_words

KINDS = (
    (forms.CheckboxSelectMultiple, "checkboxes"),
    (forms.RadioSelect, "radios"),
    (forms.MultiWidget, "boxes"),
    (forms.CheckboxInput, "tick"),
    (forms.Textarea, "textarea"),
    (forms.PasswordInput, "password"),
    (forms.FileInput, "file"),
    (forms.Select, "select"),
)
CLASSES = {
    "textarea": "govuk-textarea",
    "file": "govuk-file-upload",
    "select": "govuk-select",
    "input": "govuk-input",
    "password": "govuk-input",
    "tick": "govuk-checkboxes__input",
}


def kind_of_widget(widget: forms.Widget) -> str:
    return next((kind for base, kind in KINDS if isinstance(widget, base)), "input")


def describe(bound: BoundField) -> dict:
    """Everything about `bound` that its template shows; `kind` says which template."""
    form, field = bound.form, bound.field
    kind = kind_of_widget(field.widget)
    raised = form.errors.as_data().get(bound.name, [])
    errors = [message for error in raised for message in in_words(bound, error)]
    hint_id = f"{bound.auto_id}-hint" if bound.help_text else ""
    error_id = f"{bound.auto_id}-error" if errors else ""
    limit = getattr(field, "limit", None) if kind == "textarea" else None
    count_id = f"{bound.auto_id}-info" if limit else ""
    described_by = " ".join(part for part in (hint_id, error_id, count_id) if part)
    return {
        "kind": kind,
        "bound": bound,
        "id": bound.auto_id,
        "label": bound.label,
        "mark": _mark(bound),
        "hint": bound.help_text,
        "hint_id": hint_id,
        "errors": errors,
        "error_id": error_id,
        "described_by": described_by,
        "limit": limit,
        "count_id": count_id,
        "inline": bound.name in getattr(form, "inline", ()),
        "small": bound.name in getattr(form, "small", ()),
        "html": _input(bound, kind, described_by) if kind in CLASSES else "",
        "boxes": _boxes(bound) if kind == "boxes" else [],
        "choices": _choices(bound) if kind in ("radios", "checkboxes") else [],
    }


def _mark(bound: BoundField) -> str:
    form = bound.form
    wanted = getattr(form, "marks_optional", False) and bound.name not in form.unmarked
    under_a_choice = wanted and bound.name in form.revealed
    already = "(optional)" in str(bound.label)
    tick = isinstance(bound.field.widget, forms.CheckboxInput)
    if not wanted or bound.field.required or under_a_choice or already or tick:
        return ""
    return " (optional)"


def _width(bound: BoundField) -> str:
    width = getattr(bound.form, "widths", {}).get(bound.name)
    if width is None:
        return ""
    return f"govuk-input--width-{width}" if isinstance(width, int) else f"govuk-!-width-{width}"


def _input(bound: BoundField, kind: str, described_by: str) -> str:
    classes = [CLASSES[kind], bound.field.widget.attrs.get("class", ""), _width(bound)]
    if bound.errors and kind != "tick":
        classes.append(f"{CLASSES[kind]}--error")
    if kind == "textarea" and getattr(bound.field, "limit", None):
        classes.append("govuk-js-character-count")
    if kind == "password":
        classes.append("govuk-password-input__input govuk-js-password-input-input")
    # A placeholder vanishes when one begins to type: what it says belongs into the hint.
    attrs = {"class": " ".join(name for name in classes if name), "placeholder": False}
    if described_by:
        attrs["aria-describedby"] = described_by
    if bound.errors:
        attrs["aria-invalid"] = "true"
    if kind == "select":
        return _select(bound, attrs)
    return bound.as_widget(attrs=attrs)


def _select(bound: BoundField, attrs: dict) -> str:
    """As Django draws a drop-down, which asks a template for every one of its choices; lists of people and areas are long."""
    widget = bound.field.widget
    attrs = widget.build_attrs(bound.build_widget_attrs(attrs, widget), {"id": bound.auto_id})
    context = widget.get_context(bound.html_name, bound.value(), attrs)["widget"]
    groups = [(_group(name, options),) for name, options, _ in context["optgroups"]]
    inside = format_html_join("", "{}", groups)
    return format_html('<select name="{}"{}>{}</select>', context["name"], flatatt(context["attrs"]), inside)


def _group(name: str | None, options: list[dict]) -> str:
    inside = _options(options)
    return format_html('<optgroup label="{}">{}</optgroup>', name, inside) if name else inside


def _options(options: list[dict]) -> str:
    return format_html_join(
        "",
        '<option value="{}"{}>{}</option>',
        ((one["value"], flatatt(one["attrs"]), one["label"]) for one in options),
    )


def chosen(drawn: str, value: str) -> str | None:
    """A drop-down that was drawn with nothing chosen, with ``value`` chosen; None where that is not among its choices."""
    option = format_html('<option value="{}">', value)
    if option not in drawn:
        return None
    cleared = drawn.replace('<option value="" selected>', '<option value="">', 1)
    return mark_safe(cleared.replace(option, f"{option[:-1]} selected>", 1))  # noqa: S308 drawn by ourselves


def _wrong_boxes(bound: BoundField) -> set[int]:
    wrong: set[int] = set()
    for error in bound.form.errors.as_data().get(bound.name, []):
        wrong.update(getattr(error, "boxes", ()) or range(len(box_ids(bound))))
    return wrong


def _boxes(bound: BoundField) -> list[dict]:
    """The boxes of a date or of a date and time."""
    widget, wrong = bound.field.widget, _wrong_boxes(bound)
    context = widget.get_context(bound.html_name, bound.value(), {"id": bound.auto_id})
    parts = context["widget"]["subwidgets"]
    labels = getattr(widget, "labels", [""] * len(parts))
    widths = getattr(widget, "widths", [10] * len(parts))
    return [
        {
            "id": box_id,
            "name": part["name"],
            "value": "" if part["value"] is None else part["value"],
            "label": label,
            "width": width,
            "numeric": label in ("Day", "Year"),
            "wrong": position in wrong,
        }
        for position, (part, box_id, label, width) in enumerate(
            zip(parts, box_ids(bound), labels, widths, strict=True)
        )
    ]


def _choices(bound: BoundField) -> list[dict]:
    hints = getattr(bound.field, "hints", {})
    exclusive = getattr(bound.field, "exclusive", None)
    reveals = getattr(bound.form, "reveals", {}).get(bound.name, {})
    drawn = []
    for box in drawn_choices(bound):
        value = str(box.data["value"])
        drawn.append(
            {
                "id": box.id_for_label,
                "name": box.data["name"],
                "value": value,
                "label": box.choice_label,
                "checked": box.data["selected"],
                "hint": hints.get(value, ""),
                "exclusive": bool(exclusive) and value == exclusive,
                "reveals": [bound.form[name] for name in reveals.get(value, ()) if name in bound.form.fields],
            }
        )
    return drawn
