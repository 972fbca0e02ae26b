"""The filters of a list, drawn once for all who are alike and not for each who opens the list."""

from django import template
from django.forms.boundfield import BoundField
from django.template.loader import render_to_string

from dvpp.templatetags.dvpp_tags import gov_field
from forms.base import answered
from forms.drawing import chosen, kind_of_widget
from forms.panels import Panel, kept

register = template.Library()


@register.simple_tag
def panel_fields(panel: Panel) -> str:
    """The fields of a list's filters; while nobody has filled one in, as they were drawn in the last minute."""

    def draw():
        return render_to_string("components/fields/folded.html", {"form": panel.form, "panel": panel})

    return draw() if panel.like is None or panel.is_bound else kept(panel.like, draw)


@register.simple_tag
def filter_field(field: BoundField, panel: Panel | None = None) -> str:
    """One of them: with nothing in it as it was drawn in the last minute; a drop-down with the choice marked in that."""
    if not panel or panel.like is None or field.errors:
        return _drawn(field)
    value = field.value()
    if answered(value) and kind_of_widget(field.field.widget) != "select":
        return _drawn(field)
    empty = kept((*panel.like, field.name), lambda: _drawn(panel.blank[field.name]))
    return (chosen(empty, value) or _drawn(field)) if answered(value) else empty


def _drawn(field):
    return render_to_string("components/fields/field.html", gov_field(field))
