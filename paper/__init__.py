"""Documents on paper: a template in, a tagged PDF out. Knows nothing of cases and fetches nothing.

A document extends ``paper/base.html`` and fills its blocks; its style is ``print.css`` alone. It is PDF/UA-1: tagged,
titled, in British English, so that a screen reader can follow it.
"""

from .documents import PangoMissing, from_html, pdf, style
from .downloads import response

__all__ = ["PangoMissing", "from_html", "pdf", "response", "style"]
