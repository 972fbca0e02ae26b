"""A template to PDF. WeasyPrint is asked to fetch nothing: no network, no file, whatever the template was given."""

from functools import cache
from pathlib import Path

from django.template.loader import render_to_string

# Pictures and typefaces come with the document, as data: addresses, or not at all.
ALLOWED_PROTOCOLS = frozenset({"data"})
STYLE = Path(__file__).with_name("print.css")


class PangoMissing(Exception):
    """The system library that sets type is not installed."""

    def __init__(self):
        super().__init__("A PDF needs Pango from the system: install libpango-1.0-0 and libpangoft2-1.0-0.")


def pdf(template_name, context):
    """``template_name``, which extends ``paper/base.html``, with ``context`` as the bytes of a PDF/UA-1 document."""
    return from_html(render_to_string(template_name, context))


def from_html(html):
    """The same of a page that is drawn already."""
    weasyprint = _engine()
    document = weasyprint.HTML(string=html, base_url="", url_fetcher=_fetcher(weasyprint))
    return document.write_pdf(stylesheets=[_style()], pdf_variant="pdf/ua-1", pdf_tags=True)


def _engine():
    """Imported when first needed: without Pango the import itself fails, and the site must not fail with it."""
    try:
        import weasyprint
    except OSError as missing:
        raise PangoMissing from missing
    return weasyprint


def _fetcher(weasyprint):
    return weasyprint.urls.URLFetcher(allowed_protocols=ALLOWED_PROTOCOLS, allow_redirects=False)


@cache
def _style():
    weasyprint = _engine()
    return weasyprint.CSS(string=style(), url_fetcher=_fetcher(weasyprint))


@cache
def style():
    """The text of the print style."""
    return STYLE.read_text(encoding="utf-8")
