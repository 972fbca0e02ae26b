"""The small vocabulary of every page: states, clocks, moments, cells of tables, fields of forms."""

from datetime import UTC, date, datetime, time
from functools import lru_cache

from django import template
from django.forms.boundfield import BoundField
from django.template.base import token_kwargs
from django.template.defaultfilters import linebreaksbr
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

import charts
from dvpp.rows import around
from forms.anchors import error_links
from forms.drawing import describe
from forms.naming import upper_first

register = template.Library()

NOT_RECORDED = "Not recorded"
TONES = {"late": "red", "soon": "yellow", "fine": "green", "done": "grey"}
COLOURS = {"grey", "blue", "green", "teal", "purple", "magenta", "red", "orange", "yellow"}
BADGE_LIMIT = 99
ROW = "components/summary_row.html"
# Days and states are few, and drawn again and again
MANY = 2000


def colour_of(tone: str) -> str:
    colour = TONES.get(tone, tone)
    return colour if colour in COLOURS else "grey"


def day_text(value: date) -> str:
    return f"{value.day} {value:%B %Y}"


def moment_text(value: datetime) -> str:
    """ "21 November 2026 at 2:30pm", on the clocks of this country."""
    return f"{day_text(timezone.localtime(value))} at {time_text(value)}"


def time_text(value: datetime) -> str:
    local = timezone.localtime(value)
    minutes = f":{local:%M}" if local.minute else ""
    return f"{local.hour % 12 or 12}{minutes}{'am' if local.hour < 12 else 'pm'}"


@register.simple_tag
def day(value: date | datetime | None) -> str:
    if value is None:
        return NOT_RECORDED
    return _day(timezone.localtime(value).date() if isinstance(value, datetime) else value)


@lru_cache(maxsize=MANY)
def _day(local: date) -> str:
    return format_html('<time datetime="{}">{}</time>', local.isoformat(), day_text(local))


@register.simple_tag
def moment(value: datetime | None) -> str:
    if value is None:
        return NOT_RECORDED
    exact = timezone.localtime(value).isoformat(timespec="minutes")
    return format_html('<time datetime="{}">{}</time>', exact, moment_text(value))


@register.simple_tag
def time_of_day(value: datetime) -> str:
    """Where the day is said already: "2:30pm"."""
    exact = timezone.localtime(value).isoformat(timespec="minutes")
    return format_html('<time datetime="{}">{}</time>', exact, time_text(value))


@register.simple_tag
def since(value: datetime | None) -> str:
    """From when something holds: the day alone where it is the first minute of one, here or by the clock of the world."""
    begins_a_day = value is not None and time() in (
        value.astimezone(UTC).time(),
        timezone.localtime(value).time(),
    )
    return day(value) if begins_a_day else moment(value)


@register.simple_tag
def status_tag(text: str, tone: str = "grey") -> str:
    """A state in words and colour; the words alone are enough."""
    return _tag(text, colour_of(tone))


@lru_cache(maxsize=MANY, typed=True)  # text that is HTML already is another text
def _tag(text: str, colour: str) -> str:
    return format_html('<strong class="govuk-tag govuk-tag--{} app-tag">{}</strong>', colour, text)


@register.simple_tag
def clock(deadline, at: datetime, exact: bool = True) -> str:
    """How a deadline stands at the moment `at`, with the moment it fell or falls due."""
    if deadline is None:
        return ""
    tag = status_tag(upper_first(deadline.words(at)), deadline.tone(at))
    due_at = getattr(deadline, "due_at", None)
    if not exact or due_at is None:
        return tag
    return format_html(
        '<span class="app-clock">{} <span class="app-clock__exact">'
        '<span class="govuk-visually-hidden">due </span>{}</span></span>',
        tag,
        moment(due_at),
    )


@register.simple_tag
def badge(count: int | None, about: str = "") -> str:
    """A count in a red disc; nothing at all for none."""
    if not count:
        return ""
    shown = f"{BADGE_LIMIT}+" if count > BADGE_LIMIT else str(count)
    return format_html(
        '<span class="app-badge"><span aria-hidden="true">{}</span>'
        '<span class="govuk-visually-hidden"> ({}{})</span></span>',
        shown,
        number_format(count, force_grouping=True),
        f" {about}" if about else "",
    )


def _shown(value):
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, datetime):
        return moment(value)
    return day(value) if isinstance(value, date) else value


@register.simple_tag
def summary_row(key, value, href="", change="Change", about="") -> SafeString:
    shown, row = _shown(value), {"key": key, "recorded": value is not None and value != ""}
    if href:
        return render_to_string(
            ROW, row | {"value": shown, "href": href, "change": change, "about": about or key}
        )
    before, after = around(ROW, **row)
    return mark_safe(before + (linebreaksbr(shown) if row["recorded"] else "") + after)  # noqa: S308 (escaped)


def _around(label: str, header: bool, numeric: bool) -> tuple[SafeString, SafeString]:
    """What stands before a cell and after it."""
    if header:
        opening = '<th scope="row" class="govuk-table__header" data-label="{}"><div class="app-cell">'
        return format_html(opening, label), mark_safe("</div></th>")
    number = " govuk-table__cell--numeric" if numeric else ""
    opening = '<td class="govuk-table__cell{}" data-label="{}"><div class="app-cell">'
    return format_html(opening, number, label), mark_safe("</div></td>")


class CellNode(template.Node):
    """`{% cell "Name" header=True numeric=True %}...{% endcell %}`: a cell that carries its column's label."""

    def __init__(self, label, options, nodelist):
        self.label, self.options, self.nodelist = label, options, nodelist
        # Most are the same in every row: worked out with the template
        same = not label.is_var and all(str(value) == "True" for value in options.values())
        self.around = _around(label.resolve({}), "header" in options, "numeric" in options) if same else None

    def render(self, context):
        before, after = self.around or self._around(context)
        return before + self.nodelist.render(context) + after

    def _around(self, context):
        options = {name: bool(value.resolve(context)) for name, value in self.options.items()}
        return _around(
            self.label.resolve(context), options.get("header", False), options.get("numeric", False)
        )


@register.tag
def cell(parser, token):
    _, label, *rest = token.split_contents()
    options = token_kwargs(rest, parser)
    nodelist = parser.parse(("endcell",))
    parser.delete_first_token()
    return CellNode(parser.compile_filter(label), options, nodelist)


@register.simple_tag
def chart(drawn, paper: bool = False, beside: bool = False) -> SafeString:
    """`{% chart chart %}`: its answer, question, picture and numbers; `beside=True` shows the table open, `paper` prints."""
    context = {
        "chart": drawn,
        "picture": charts.svg(drawn),
        "columns": [{"text": name, "numeric": place > 0} for place, name in enumerate(drawn.columns)],
        "rows": drawn.table(),
        "sources": [line for line in drawn.reference_lines if line.source],
        "beside": beside,
    }
    return render_to_string("components/chart_on_paper.html" if paper else "components/chart.html", context)


@register.inclusion_tag("components/fields/field.html")
def gov_field(field: BoundField, label_size: str = "", legend_size: str = "", hint: bool = True) -> dict:
    """One whole field of any Django form: label, hint, error and input."""
    if not hint:
        field.help_text = ""
    return describe(field) | {
        "hidden": field.is_hidden,
        "label_size": label_size or "govuk-label--s",
        "legend_size": legend_size or "govuk-fieldset__legend--s",
    }


@register.inclusion_tag("components/error_summary.html")
def gov_error_summary(form) -> dict:
    """The error summary of `form`, drawn once a page however often it is asked for."""
    if not form or not getattr(form, "errors", None) or getattr(form, "summary_drawn", False):
        return {"links": []}
    form.summary_drawn = True
    return {"links": error_links(form)}


@register.simple_tag
def form_key_input(form) -> SafeString | str:
    return getattr(form, "form_key_input", mark_safe(""))


@register.filter
def as_list(value) -> list:
    """A list of one for a single value, so that a component may take either."""
    if not value:
        return []
    return list(value) if isinstance(value, list | tuple) else [value]


@register.filter
def under(row, columns) -> list[tuple]:
    """Cells of a row, each as a mapping, paired with the name of its column."""
    pairs = []
    for item, column in zip(row, columns, strict=True):
        cell_of_row = item if isinstance(item, dict) else {"text": item}
        named = column if isinstance(column, dict) else {"text": column}
        pairs.append(({"numeric": named.get("numeric", False), **cell_of_row}, named["text"]))
    return pairs
