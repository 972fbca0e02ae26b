"""Where the walk goes, and how whatever comes back is read: pages, papers, spreadsheets, feeds, refusals."""

import io
import logging
import re
import zipfile
from contextlib import contextmanager
from types import SimpleNamespace
from unittest.mock import patch

from django.conf import settings
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from pypdf import PdfReader

from alerts.models import Notice
from iss.course.events import KINDS as HERS
from iss.models import SupportGroup
from joint.his_file.timeline import KINDS as HIS
from paper import documents
from tests.access.matrix import rows
from tests.access.test_matrix import SIGN_IN

_ENGINE, _STYLE = documents._engine, documents._style

# How an address begins that is about him or her, and whose key stands in it
ABOUT = {"referrals/<int:pk>/": "marked", "joint/<int:pk>/": "marked", "iss/<int:pk>/": "marked_file"}
# Every part of his file, and the reports about him: addresses with a word of their own
PARTS = ("overview", "told", "contact", "programme", "key-work", "services", "messages", "reports", "history")
REPORTS = ("assessment", "midway", "completion")


def routes(patterns=None, before=""):
    """{url name: route} of every named URL."""
    found = {}
    for pattern in patterns if patterns is not None else get_resolver().url_patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            found |= routes(pattern.url_patterns, route)
        elif isinstance(pattern, URLPattern) and pattern.name and not pattern.name.startswith(SIGN_IN):
            found[pattern.name] = route
    return found


def places(world, person):
    """(url name, address, method) of everything there is to ask for: an address of every named URL, and, where it is
    about a man or a woman, also that about the marked two. Fails where a named URL has no row."""
    known = rows()
    for name, route in sorted(routes().items()):
        row = known[name]
        kwargs = row.kwargs(world)
        yield name, reverse(name, kwargs=kwargs), row.method
        whose = next((whose for begin, whose in ABOUT.items() if route.startswith(begin)), None)
        if whose:
            yield name, reverse(name, kwargs={**kwargs, "pk": getattr(world, whose).pk}), row.method
        # To whoever is kept back from it, and to one who is named, every address about a restricted file as well
        kept = {"marked": world.kept.file, "marked_file": world.kept.her_file}.get(whose)
        if kept and person in world.kept.walkers:
            yield name, reverse(name, kwargs={**kwargs, "pk": kept.pk}), row.method
    for name, address in _more(world, person):
        yield name, address, "get"


def _more(world, person):
    him, her = world.marked, world.marked_file
    yield from (("file_part", reverse("file_part", args=[him.pk, part])) for part in PARTS)
    yield from (
        ("file_part", f"{reverse('file_part', args=[him.pk, 'history'])}?kind={kind}") for kind in HIS
    )
    yield from (("her_timeline", f"{reverse('her_timeline', args=[her.pk])}?kind={kind}") for kind in HERS)
    yield from (("write_report", reverse("write_report", args=[him.pk, kind])) for kind in REPORTS)
    yield "register", reverse("register", args=[world.due_session.pk])
    yield from (("her_dash_result", dash.get_absolute_url()) for dash in her.dashes.all())
    yield from (("her_marac", marac.get_absolute_url()) for marac in her.maracs.all())
    yield from (
        ("her_marac_form", reverse("her_marac_form", args=[her.pk, marac.pk])) for marac in her.maracs.all()
    )
    yield from (("progress_update", update.get_absolute_url()) for update in her.progress_updates.all())
    yield from (("her_marac", marac.get_absolute_url()) for marac in her.maracs.all())
    yield from (("her_marac_form", reverse("her_marac_form", args=[her.pk, m.pk])) for m in her.maracs.all())
    yield from (("support_group", group.get_absolute_url()) for group in SupportGroup.objects.all())
    yield "inbox", f"{reverse('inbox')}?show=all"
    yield from (
        ("notice", reverse("notice", args=[notice.pk])) for notice in Notice.objects.filter(person=person)
    )


# A box of a search form: text, on a page that is got
_SEARCH_FORM = re.compile(r'<form[^>]*method="get".*?</form>', re.DOTALL)
_TEXT_BOX = re.compile(r'<input(?=[^>]*type="(?:text|search)")[^>]*name="([^"]+)"')


def searches(address, text, words):
    """The same page searched for each of ``words`` in each of its boxes."""
    boxes = {box for form in _SEARCH_FORM.findall(text) for box in _TEXT_BOX.findall(form)}
    begin = address.partition("?")[0]
    return [f"{begin}?{box}={word}" for box in sorted(boxes) for word in words]


def read(response):
    """Everything that came back as text: the body, unpacked where it is packed, and the headers."""
    content = b"".join(response.streaming_content) if response.streaming else response.content
    text = _unpacked(content) if content.startswith(b"PK") else content.decode(errors="replace")
    return text + str(response.headers) + str(response.cookies)


def _unpacked(content):
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        return "".join(packed.read(name).decode(errors="replace") for name in packed.namelist())


@contextmanager
def papers_as_text():
    """A PDF is the page it is set from: all its words, uncompressed, in a thousandth of the time."""

    def html(string, **_):
        return SimpleNamespace(write_pdf=lambda **_: b"%PDF " + string.encode())

    engine = SimpleNamespace(
        HTML=html, CSS=lambda **_: None, urls=SimpleNamespace(URLFetcher=lambda **_: None)
    )
    with patch("paper.documents._engine", lambda: engine), patch("paper.documents._style", lambda: None):
        yield


def is_paper(text):
    return text.startswith("%PDF")


@contextmanager
def papers_as_paper():
    """Within papers_as_text(): what is asked for now is set in type, as it leaves the house."""
    with patch("paper.documents._engine", _ENGINE), patch("paper.documents._style", _STYLE):
        yield


def words_of_paper(content):
    """All the words of a PDF: on its pages, in what it says of itself, in its outline. Each can be read aloud: it is
    tagged, titled and says its language. Kept ones may have been drawn as text before."""
    if b"%%EOF" not in content:
        return content.decode(errors="replace")
    found = PdfReader(io.BytesIO(content))
    pages = " ".join(page.extract_text() for page in found.pages)
    root = found.root_object
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "en-GB"
    assert found.metadata.title
    said = root["/Metadata"].get_data().decode(errors="replace")
    assert not found.attachments
    # Lines break words where the page ends, and marks have no space in them
    return f"{pages} {''.join(pages.split())} {found.metadata} {said} {found.outline}"


@contextmanager
def log_lines():
    """Everything the site writes to its log meanwhile, as it would stand there."""
    lines = io.StringIO()
    formatting = settings.LOGGING["formatters"]["json"]
    handler = logging.StreamHandler(lines)
    handler.setFormatter(
        formatting["()"](
            foreign_pre_chain=formatting["foreign_pre_chain"], processors=formatting["processors"]
        )
    )
    for name in settings.LOGGING["handlers"]["stderr"]["filters"]:
        handler.addFilter(settings.LOGGING["filters"][name]["()"]())
    root = logging.getLogger()
    root.addHandler(handler)
    try:
        yield lines
    finally:
        root.removeHandler(handler)
