"""PDF for whoever asks: drawn once for the same words, and then kept for a day."""

from hashlib import sha256

from django.core.cache import cache
from django.template.loader import render_to_string

import paper

KEPT_FOR_SECONDS = 24 * 60 * 60


def printed(template_name, context):
    """The template as the bytes of a PDF. What it says is the key: a rule that changed makes another document."""
    html = render_to_string(template_name, context)
    key = f"paper:{sha256((paper.style() + html).encode()).hexdigest()}"
    return cache.get_or_set(key, lambda: paper.from_html(html), KEPT_FOR_SECONDS)
