"""A finished page as the rows of a summary list."""

from datetime import date

from django import forms

from .forms.children import ChildrenForm


def answers(form):
    """[{key, value}] of what was answered, in the order in which it was asked. Questions not asked are left out."""
    if isinstance(form, ChildrenForm):
        return _children(form)
    hidden = {
        name
        for asker, by_value in form.reveals.items()
        for value, names in by_value.items()
        for name in names
        if value != form[asker].value()
    }
    return [
        {"key": bound.label, "value": in_words(bound.field, form.cleaned_data[bound.name])}
        for bound in form
        if bound.name not in hidden and not _left_unticked(bound.field, form.cleaned_data[bound.name])
    ]


def in_words(field, value):
    """A cleaned value as its reader would say it; where nothing was answered, what the field makes of that."""
    if value is None or value == "":
        return getattr(field, "unanswered", "")
    if isinstance(value, bool):
        return dict(field.choices)["yes" if value else "no"] if hasattr(field, "choices") else "Yes"
    if isinstance(value, date):
        return f"{value.day} {value:%B %Y}"
    if isinstance(field, forms.ModelChoiceField) or not hasattr(field, "choices"):
        return str(value)
    labels = {str(key): label for key, label in _flat(field.choices)}
    return "\n".join(labels[item] for item in (value if isinstance(value, list) else [value]))


def _left_unticked(field, value):
    return isinstance(field, forms.BooleanField) and not value


def _flat(choices):
    for value, label in choices:
        if isinstance(label, list | tuple):
            yield from label
        else:
            yield value, label


def _children(form):
    plans = dict(form.fields["child_1_plan"].choices)
    rows = []
    for number, child in enumerate(form.cleaned_data["children"], start=1):
        age = "Under 1" if child["age"] == 0 else f"Age {child['age']}"
        parts = [child["first_name"] or "Name not given", age, plans[child["plan"]]]
        rows.append({"key": f"Child {number}", "value": ", ".join(parts)})
    return rows or [{"key": "Children", "value": "He is not father or stepfather of any child"}]
