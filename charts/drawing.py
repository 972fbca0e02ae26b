"""The picture itself: drawn once for the same chart, then made safe, named and given its key."""

import hashlib
import re
from functools import lru_cache
from html import escape

import vl_convert
from django.utils.safestring import mark_safe

from .key import key_of
from .looks import patterns
from .spec import WIDTH, spec

KEPT = 256
MARK = re.compile(r'<path aria-label="([^"]*)" role="graphics-symbol" aria-roledescription="[^"]*"([^>]*)/>')
LINE = re.compile(r'<line aria-label="([^"]*)" role="graphics-symbol" aria-roledescription="[^"]*"([^>]*)/>')
SPOKEN = re.compile(r' (?:role|aria-[a-z]+|class|pointer-events)="[^"]*"')
OPENING = re.compile(r"<svg [^>]*>")
TALL = re.compile(r'viewBox="0 0 [\d.]+ ([\d.]+)"')


@lru_cache(maxsize=KEPT)
def svg(chart):
    """``chart`` as SVG to be put into a page as it is, ``WIDTH`` wide by nature; nothing where nothing is recorded.

    Drawing takes some tens of milliseconds; the same rows are drawn once a process. It is kept nowhere else.
    """
    if not chart.is_drawn:
        return ""
    own = "c" + hashlib.sha256(repr(chart).encode()).hexdigest()[:10]
    drawn = vl_convert.vegalite_to_svg(spec(chart, own))
    tall = float(TALL.search(drawn)[1])
    key, more = key_of(chart, own, tall)
    inside = named(OPENING.sub("", drawn, count=1).removesuffix("</svg>"))
    return mark_safe(  # noqa: S308 - every word in it was escaped by the renderer or here
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" width="{WIDTH}" height="{tall + more:g}"'
        f' viewBox="0 0 {WIDTH} {tall + more:g}"><title>{escape(chart.title)}</title>'
        f"{patterns(len(chart.series), own)}{inside}{key}</svg>"
    )


def named(drawn):
    """What is said of a mark becomes its title, which a pointer shows; the picture as a whole is one image."""
    for mark, tag in ((MARK, "path"), (LINE, "line")):
        drawn = mark.sub(rf"<{tag}\2><title>\1</title></{tag}>", drawn)
    return SPOKEN.sub("", drawn)
