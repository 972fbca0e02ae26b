"""A finished page as the rows of a summary list."""

from datetime import date

from django import forms

from .forms import ChildrenForm
from .forms.page import DOCUMENT, REMOVE_DOCUMENT


def answers(form):
    """[{key, value}] of what was answered, in the order in which it was asked. Questions not asked are left out."""
    rows, in_rows = _rows(form)
    left_out = form.hidden | in_rows | {REMOVE_DOCUMENT}
    return rows + [
        {"key": bound.label, "value": _value(form, bound)}
        for bound in form
        if bound.name not in left_out and not _left_unticked(bound.field, form.cleaned_data[bound.name])
    ]


def _value(form, bound):
    if bound.name == DOCUMENT:
        return form.document_name
    return in_words(bound.field, form.cleaned_data[bound.name])


def in_words(field, value):
    """A cleaned value as its reader would say it; where nothing was answered, what the field makes of that."""
    if value is None or value == "":
        return getattr(field, "unanswered", "")
    if isinstance(value, bool):
        return dict(field.choices)["yes" if value else "no"] if hasattr(field, "choices") else "Yes"
    if isinstance(value, date):
        return f"{value.day} {value:%B %Y}"
    if isinstance(field, forms.ModelMultipleChoiceField):
        return "\n".join(str(item) for item in value)
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


def _rows(form):
    """What the rows of a page say, a line each, and the names of their boxes."""
    if not hasattr(form, "numbers"):
        return [], set()
    boxes = {kind.counter for kind in form.rows}
    boxes |= {name for name in form.fields for kind in form.rows if name.startswith(f"{kind.name}_")}
    if isinstance(form, ChildrenForm):
        return _children(form), boxes
    orders, agencies = _orders(form), _agencies(form)
    # Rows say yes by being there
    boxes |= {name for name, rows in (("has_orders", orders), ("has_agencies", agencies)) if rows}
    return orders + agencies, boxes


def _children(form):
    plans = dict(form.fields["child_1_plan"].choices)
    rows = []
    for number, child in enumerate(form.cleaned_data["children"], start=1):
        age = "Under 1" if child["age"] == 0 else f"Age {child['age']}"
        since = f"since {in_words(None, child['plan_from'])}" if child["plan_from"] else ""
        parts = [child["first_name"] or "Name not given", age, plans[child["plan"]], since]
        rows.append({"key": f"Child {number}", "value": ", ".join(filter(None, parts))})
    return rows or [{"key": "Children", "value": "He is not father or stepfather of any child"}]


def _orders(form):
    kinds = dict(form.fields["order_1_kind"].choices)
    rows = []
    for number, order in enumerate(form.cleaned_data["orders"], start=1):
        until = f"until {in_words(None, order['until'])}" if order["until"] else ""
        first = ", ".join(filter(None, [kinds[order["kind"]], until]))
        rows.append(
            {"key": f"Order {number}", "value": "\n".join(filter(None, [first, order["conditions"]]))}
        )
    return rows


def _agencies(form):
    return [
        {"key": f"Agency {number}", "value": "\n".join(filter(None, agency.values()))}
        for number, agency in enumerate(form.cleaned_data["agencies"], start=1)
    ]


def differences(saved, typed):
    """[(question, as saved, as typed)] of two fillings-in of one page, as the boxes stand, good or not."""
    found = []
    for name in {**saved.fields, **typed.fields}:
        was, is_now = (_as_typed(form, name) for form in (saved, typed))
        if was != is_now:
            form = typed if name in typed.fields else saved
            found.append((form[name].label, was, is_now))
    return found


def _as_typed(form, name):
    """What a box says, in words where it is a choice."""
    if name not in form.fields or isinstance(form.fields[name].widget, forms.HiddenInput | forms.FileInput):
        return ""
    value = form[name].value()
    if value is True:
        return "Yes"
    labels = {str(key): label for key, label in _flat(getattr(form.fields[name], "choices", ()))}
    several = value if isinstance(value, list) else [value]
    joined = " " if isinstance(form.fields[name].widget, forms.MultiWidget) else "\n"
    return joined.join(str(labels.get(str(each), each)) for each in several if each not in (None, "", False))
