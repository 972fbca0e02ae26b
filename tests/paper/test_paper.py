"""Documents on paper can be read by anybody, and fetch nothing whatever they are given."""

import builtins
import re
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from django.template import Context, Template

import paper
from paper.documents import from_html

from .reading import reader, tags, words

LETTER = """{% extends "paper/base.html" %}
{% block title %}A letter about MT-0042{% endblock %}{% block heading %}A letter{% endblock %}
{% block footer %}Reference MT-0042{% endblock %}
{% block content %}<h2>What happens next</h2><p>We write to you.</p><ul><li>First</li></ul>
<table><thead><tr><th>What</th></tr></thead><tbody><tr><td>A place</td></tr></tbody></table>{% endblock %}"""


@pytest.fixture(scope="module")
def letter():
    return from_html(Template(LETTER).render(Context()))


def test_a_document_is_tagged_titled_and_in_british_english(letter):
    root = reader(letter).root_object
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "en-GB"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert reader(letter).metadata.title == "A letter about MT-0042"
    assert re.search(rb"pdfuaid.*1", root["/Metadata"].get_data(), re.DOTALL)


def test_headings_lists_and_tables_are_tagged_as_what_they_are(letter):
    found = tags(letter)
    assert [found.count(kind) for kind in ("H1", "H2", "L", "LI", "Table", "TH", "TD")] == [1] * 7
    assert found.index("H1") < found.index("H2") < found.index("Table")


def test_every_page_has_its_number_and_the_callers_footer():
    long = LETTER.replace("We write to you.", "</p><p>We write to you. " * 200)
    pages = reader(from_html(Template(long).render(Context()))).pages
    assert len(pages) > 2
    for number, page in enumerate(pages, start=1):
        text = page.extract_text()
        assert "Reference MT-0042" in text
        assert f"Page {number} of {len(pages)}" in text


def test_the_typefaces_are_in_the_document(letter):
    resources = reader(letter).pages[0]["/Resources"].get_object()
    for font in resources["/Font"].values():
        below = font.get_object()["/DescendantFonts"][0].get_object()
        described = below["/FontDescriptor"].get_object()
        assert {"/FontFile2", "/FontFile3"} & set(described)
        assert re.search("Arial|Liberation|Helvetica", described["/FontName"])


@pytest.fixture
def listener():
    """A server that remembers what it was asked for."""
    asked = []

    class Remembers(BaseHTTPRequestHandler):
        def do_GET(self):
            asked.append(self.path)
            self.send_response(200)
            self.end_headers()

        def log_message(self, *args):
            pass

    server = HTTPServer(("127.0.0.1", 0), Remembers)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}", asked
    server.shutdown()
    server.server_close()


HOSTILE = """<!DOCTYPE html><html lang="en-GB"><head><title>T</title>
<base href="{web}/base/"><link rel="stylesheet" href="{web}/sheet.css"><link rel="stylesheet" href="{file}">
<link rel="attachment" href="{file}"><link rel="attachment" href="{web}/attached">
<style>@import url({web}/import.css); @import "{file}"; @font-face {{ font-family: x; src: url({web}/x.woff) }}
p {{ font-family: x; background: url({web}/ground.png) }} p::before {{ content: url({file}) }}</style></head>
<body><p>Words <a rel="attachment" href="{file}">link</a></p>
<img alt="a" src="{web}/picture.png"><img alt="b" src="{file}"><img alt="c" src="relative.png">
<svg width="9" height="9"><image href="{web}/svg.png"/><use href="{web}/use.svg#a"/><image href="{file}"/></svg>
<img alt="d" src="data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg'%3E%3Cimage href='{web}/in'/%3E%3C/svg%3E">
<object data="{web}/object"></object><embed src="{web}/embed"><iframe src="{file}"></iframe></body></html>"""


def test_a_document_fetches_nothing_and_reads_no_file(listener, tmp_path, monkeypatch):
    web, asked = listener
    secret = tmp_path / "secret.css"
    secret.write_text("p::after { content: 'from the file' }")
    opened = []
    really = builtins.open
    monkeypatch.setattr(
        builtins,
        "open",
        lambda name, *args, **more: (opened.append(str(name)), really(name, *args, **more))[1],
    )
    content = from_html(HOSTILE.format(web=web, file=secret.as_uri()))
    assert asked == []
    assert str(secret) not in opened
    assert words(content).startswith("Words link")
    assert "from the file" not in words(content)
    assert not reader(content).attachments


def test_without_pango_it_says_in_one_line_what_to_install(monkeypatch):
    really = builtins.__import__

    def without_pango(name, *args, **more):
        if name == "weasyprint":
            raise OSError("cannot load library 'libpango-1.0-0'")
        return really(name, *args, **more)

    monkeypatch.setattr(builtins, "__import__", without_pango)
    with pytest.raises(paper.PangoMissing) as refused:
        from_html("<p>Anything</p>")
    assert "install libpango-1.0-0" in str(refused.value)
    assert "\n" not in str(refused.value)


def test_it_is_handed_out_as_a_file_that_no_cache_keeps():
    answer = paper.response(b"%PDF-1.7", "Referral MT-0042.pdf")
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"] == 'attachment; filename="Referral MT-0042.pdf"'
    assert answer["Cache-Control"] == "no-store"
