"""What kind of document a file is, by its content; nothing of it is unpacked onto the disk or drawn."""

import warnings
import zipfile

from PIL import Image, UnidentifiedImageError

BEGINNINGS = ((b"%PDF-", "pdf"), (b"\xff\xd8\xff", "jpeg"), (b"\x89PNG\r\n\x1a\n", "png"))
WORD_PARTS = {"[Content_Types].xml", "word/document.xml"}
# What makes a Word document run, or fetch, something when it is opened
MACROS = ("vbaproject.bin", "vbadata.xml")
ACTIVE_PARTS = ("word/activex/", "word/embeddings/")
# A scan or a photograph has fewer points, a form fewer parts and bytes, by far [D]
MOST_PIXELS = 60_000_000
MOST_PARTS = 2_000
MOST_UNPACKED = 100 * 1024 * 1024
# A PDF that does something by itself, or carries another file
ACTIVE_PDF = (b"/JavaScript", b"/Launch", b"/EmbeddedFile", b"/RichMedia", b"/SubmitForm", b"/ImportData")
# What a browser or an unpacker would take the file for, whatever its beginning says
MARKUP = (b"<html", b"<script", b"<svg", b"<!doctype", b"<?php")
HEAD, TAIL = 1024, 66_000


def kind_of(file) -> str:
    """Return "pdf", "jpeg", "png" or "docx" by content, "" for anything else; leaves `file` at its start."""
    try:
        return _kind(file)
    finally:
        file.seek(0)


def begins_like(file) -> str:
    """The kind of a document that was kept: it was looked through when it came."""
    file.seek(0)
    head = file.read(HEAD)
    file.seek(0)
    known = (*BEGINNINGS, (b"PK\x03\x04", "docx"))
    return next((kind for beginning, kind in known if head.startswith(beginning)), "")


def _kind(file) -> str:
    head, tail = _ends(file)
    if head.startswith(b"PK\x03\x04"):
        return "docx" if _is_word(file) else ""
    if b"PK\x05\x06" in tail or any(word in head.lower() for word in MARKUP):
        return ""  # an archive behind a picture, a page inside one
    kind = next((kind for beginning, kind in BEGINNINGS if head.startswith(beginning)), "")
    if kind == "pdf":
        return kind if b"%%EOF" in tail and _is_passive(file) else ""
    return kind if kind and _is_picture(file, kind) else ""


def _ends(file) -> tuple[bytes, bytes]:
    file.seek(0)
    head = file.read(HEAD)
    size = file.seek(0, 2)
    file.seek(max(0, size - TAIL))
    return head, file.read(TAIL)


def _is_passive(file) -> bool:
    file.seek(0)
    content = file.read()
    return not any(word in content for word in ACTIVE_PDF)


def _is_picture(file, kind: str) -> bool:
    """By its header: of the kind it says, and not so large that it would fill the memory of whoever opens it."""
    file.seek(0)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            picture = Image.open(file, formats=[kind.upper()])
    except (
        UnidentifiedImageError,
        Image.DecompressionBombError,
        Image.DecompressionBombWarning,
        OSError,
        SyntaxError,
        ValueError,
    ):
        return False
    width, height = picture.size
    return 0 < width * height <= MOST_PIXELS


def _is_word(file) -> bool:
    """Look at the list of the archive, and into its list of types; nothing is unpacked."""
    file.seek(0)
    try:
        with zipfile.ZipFile(file) as archive:
            parts = archive.infolist()
            return _harmless(parts) and not _with_macros(archive)
    except (zipfile.BadZipFile, KeyError, NotImplementedError, RuntimeError, ValueError, OSError, EOFError):
        return False


def _harmless(parts) -> bool:
    names = [part.filename for part in parts]
    inert = not any(name.lower().endswith(MACROS) or name.lower().startswith(ACTIVE_PARTS) for name in names)
    inside = not any(name.startswith(("/", "\\")) or ".." in name or ":" in name for name in names)
    small = len(parts) <= MOST_PARTS and sum(part.file_size for part in parts) <= MOST_UNPACKED
    once = len(set(names)) == len(names)
    return inert and inside and small and once and set(names) >= WORD_PARTS


def _with_macros(archive) -> bool:
    """Whether its list of types names macros, or is no list of types by its size."""
    with archive.open("[Content_Types].xml") as types:
        listed = types.read(1024 * 1024 + 1)
    return len(listed) > 1024 * 1024 or b"macroEnabled" in listed or b"vbaProject" in listed
