"""Read a PDF back: its words, its tags, what it says of itself."""

from io import BytesIO

from pypdf import PdfReader


def reader(content):
    return PdfReader(BytesIO(content))


def words(content):
    """All its text, with single spaces."""
    return " ".join(" ".join(page.extract_text() for page in reader(content).pages).split())


def tags(content):
    """The kinds of its structure elements, in reading order: ["Document", "H1", "P", ...]."""
    found = []
    _walk(reader(content).root_object["/StructTreeRoot"], found)
    return found


def _walk(node, found):
    node = node.get_object() if hasattr(node, "get_object") else node
    if isinstance(node, list):
        for item in node:
            _walk(item, found)
    elif isinstance(node, dict):
        if "/S" in node:
            found.append(node["/S"].removeprefix("/"))
        _walk(node.get("/K"), found)


def said_in_headers(response):
    """What the headers say of the document; what a browser may do says nothing of it, and is long."""
    return str({name: value for name, value in response.headers.items() if name != "Permissions-Policy"})
