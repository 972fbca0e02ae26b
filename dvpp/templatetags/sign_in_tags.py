"""What the library's sign-in page needs of ours."""

from django import template

from monitoring.signing_in import entrance

register = template.Library()


@register.simple_tag
def ways_in() -> list[tuple[str, str]]:
    """[(name, address)] of the organisations' identity providers."""
    return entrance.ways_in()
