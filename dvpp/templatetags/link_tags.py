"""Rows of links, of which a page has dozens: drawn without asking a template for each."""

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from .dvpp_tags import badge

register = template.Library()

_LINK = '<li><a class="govuk-link" href="{}">{}</a></li>'
_TAB = '<li class="app-sub-navigation__item"><a class="app-sub-navigation__link" href="{}"{}>{}{}</a></li>'
_OPEN = mark_safe(' aria-current="page"')


@register.simple_tag
def links(found) -> SafeString:
    """Items of a list. ``found``: [(address, words)]."""
    return format_html_join("", _LINK, found)


@register.simple_tag
def tabs(items) -> SafeString:
    """``items``: dictionaries with ``text``, ``href`` (or ``url``), and where it is so ``active`` and ``count``."""
    return mark_safe("".join([_tab(item) for item in items]))  # noqa: S308 (each is escaped)


def _tab(item):
    opened = _OPEN if item.get("active") else ""
    return format_html(_TAB, item.get("url") or item["href"], opened, item["text"], badge(item.get("count")))
