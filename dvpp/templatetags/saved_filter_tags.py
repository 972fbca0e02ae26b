"""A person's own saved filters, above the list they are of."""

from django import template

from monitoring.saved.reading import above

register = template.Library()


@register.inclusion_tag("components/saved_filters.html", takes_context=True)
def saved_filters(context, listed, saved):
    return above(context["request"], listed, saved)
