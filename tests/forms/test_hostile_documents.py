"""Files that are not what they say, or more than they say, are not taken; those that people really send are."""

import io
import struct
import warnings
import zipfile
import zlib

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from forms import DocumentField

WORD = {"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<w:document/>"}
PDF = b"%PDF-1.7\n1 0 obj << /Type /Catalog >> endobj\ntrailer << /Root 1 0 R >>\n%%EOF\n"


def picture(kind, size=(40, 30)):
    buffer = io.BytesIO()
    Image.new("RGB", size).save(buffer, kind)
    return buffer.getvalue()


def png_of(width, height):
    """A PNG whose header promises ``width`` by ``height`` and that has nothing behind it."""

    def chunk(kind, data):
        return struct.pack("!L", len(data)) + kind + data + struct.pack("!L", zlib.crc32(kind + data))

    header = struct.pack("!LLBBBBB", width, height, 8, 6, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(b""))
        + chunk(b"IEND", b"")
    )


def word(*parts, types=WORD["[Content_Types].xml"]):
    """A Word document with more ``parts``: (name, content)."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as made, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the same name twice
        for name, content in [*(WORD | {"[Content_Types].xml": types}).items(), *parts]:
            made.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def lying(content):
    """The same archive, which says of its largest part that it is one byte long."""
    with zipfile.ZipFile(io.BytesIO(content)) as made:
        size = max(part.file_size for part in made.infolist())
    return content.replace(struct.pack("<L", size), struct.pack("<L", 1))


GOOD = {
    "pdf": PDF,
    "jpeg": picture("JPEG"),
    "png": picture("PNG"),
    "docx": word(),
    "a telephone's photograph": picture("JPEG", (4000, 3000)),
    "a photograph with more behind it": picture("JPEG") + b"SEFT" * 50,
}
TYPES = b'<Types><Override ContentType="application/vnd.ms-word.document.macroEnabled.main+xml"/></Types>'
HOSTILE = {
    "program": b"MZ\x90\x00\x03",
    "script of a shell": b"#!/bin/sh\nrm -rf /",
    "page": b"<!DOCTYPE html><script>alert(1)</script>",
    "svg": b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>',
    "gif": b"GIF89a" + b"x" * 40,
    "old word": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 40,
    "rtf": b"{\\rtf1 {\\object}}",
    "heic": b"\x00\x00\x00\x18ftypheic" + b"x" * 40,
    "eicar": b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*",
    "pdf that was cut off": PDF[:40],
    "pdf not from its start": b"\n" + PDF,
    "pdf with a script": PDF.replace(b"/Catalog", b"/Catalog /OpenAction << /S /JavaScript /JS (x) >>"),
    "pdf that starts a program": PDF.replace(b"/Catalog", b"/Catalog /OpenAction << /S /Launch >>"),
    "pdf that carries a file": PDF.replace(b"/Catalog", b"/Catalog /EmbeddedFiles 5 0 R"),
    "pdf that is a page": b"%PDF-1.7 <html><script>alert(1)</script>\n%%EOF",
    "pdf that is an archive": PDF + word(),
    "picture that is an archive": picture("PNG") + word(),
    "picture that is a page": b"\xff\xd8\xff\xfe\x00\x40<script>alert(1)</script>" + picture("JPEG"),
    "jpeg of nothing": b"\xff\xd8\xff\xe0....",
    "png that says jpeg": b"\xff\xd8\xff" + picture("PNG"),
    "png of nothing": b"\x89PNG\r\n\x1a\n....",
    "flood of points": png_of(60_000, 60_000),
    "more points than the reader counts": png_of(2_147_483_647, 2_147_483_647),
    "archive": b"PK\x03\x04 not really",
    "spreadsheet": word()[:0]
    + word(("xl/workbook.xml", b"")).replace(b"word/document.xml", b"woxx/document.xml"),
    "macros": word(("word/vbaProject.bin", b"x")),
    "macros in other letters": word(("word/VBAPROJECT.BIN", b"x")),
    "macros elsewhere": word(("customXml/vbaProject.bin", b"x")),
    "controls": word(("word/activeX/activeX1.bin", b"x")),
    "something embedded": word(("word/embeddings/oleObject1.bin", b"x")),
    "a part outside": word(("../../etc/cron.d/x", b"x")),
    "a part at the root": word(("/etc/passwd", b"x")),
    "a part of another disk": word(("C:/x.exe", b"x")),
    "a bomb": word(("word/media/a.bin", b"\0" * (101 * 1024 * 1024))),
    "a bomb of many parts": word(*((f"word/{number}.xml", b"") for number in range(2_001))),
    "macros in the list of types": word(types=TYPES),
    "a list of types that has no end": word(types=b" " * (2 * 1024 * 1024)),
    "the same part twice": word(("word/document.xml", b"another")),
}


def take(content, name="signed form.pdf"):
    return DocumentField(label="Signed agreement").clean(SimpleUploadedFile(name, content, "application/pdf"))


@pytest.mark.parametrize("name", GOOD)
def test_what_people_send_is_taken(name):
    assert take(GOOD[name]).kind in {"pdf", "jpeg", "png", "docx"}


@pytest.mark.parametrize("name", HOSTILE)
def test_what_is_something_else_is_not_taken_whatever_it_is_called(name):
    for called in (
        "signed form.pdf",
        "photo.JPG",
        "plan.docx",
        "x.png",
        "a.pdf.exe",
        "../../x.pdf",
        "a\u202efdp.exe",
    ):
        with pytest.raises(ValidationError) as refused:
            take(HOSTILE[name], called)
        assert "must be a PDF, JPEG, PNG or Word" in refused.value.messages[0]


def test_an_archive_that_lies_about_its_size_does_no_harm():
    """Nothing of it is unpacked but the list of types, and of that a megabyte at most."""
    big = lying(word(("word/media/a.bin", b"\0" * (90 * 1024 * 1024))))
    assert take(big).kind == "docx"
