"""The lines of an extract as one zip of CSV files, with their dictionary beside them."""

import csv
import io
import zipfile
from collections.abc import Iterable
from hashlib import sha256

from .columns import DICTIONARY, DICTIONARY_HEADER, FILES, dictionary
from .reading import Line, Reading

# What a spreadsheet takes for the beginning of a formula, wide letters too; it passes over white space and marks before it
FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
UNSEEN = dict.fromkeys(map(ord, "\ufeff\u200b\u200c\u200d\u2060\x00"))
WHEN = (2000, 1, 1, 0, 0, 0)  # the same files make the same zip, byte for byte


def zipped(reading: Reading, about: str) -> tuple[bytes, dict[str, int]]:
    """The bytes of the zip and how many rows each file has. ``about``: what it is and what holds for it, in words."""
    target, rows = io.BytesIO(), {}
    headers = {file.name: file.header for file in FILES}
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        _add(archive, "README.txt", about)
        _add(archive, DICTIONARY, sheet(DICTIONARY_HEADER, dictionary()))
        for name, lines in reading.files():
            _add(archive, name, sheet(headers[name], lines))
            rows[name] = len(lines)
    return target.getvalue(), rows


def sheet(header: list[str], lines: Iterable[Line]) -> str:
    """As CSV text. No cell begins like a formula: a quote before it makes it words."""
    target = io.StringIO(newline="")
    writer = csv.writer(target, lineterminator="\n")
    writer.writerow(header)
    writer.writerows([_safe(cell) for cell in line] for line in lines)
    return target.getvalue()


def _safe(cell: str) -> str:
    cell = " ".join(cell.translate(UNSEEN).split())
    return f"'{cell}" if cell.startswith(FORMULA) else cell


def _add(archive: zipfile.ZipFile, name: str, text: str) -> None:
    archive.writestr(zipfile.ZipInfo(name, WHEN), text.encode(), zipfile.ZIP_DEFLATED)


def digest(content: bytes) -> str:
    return sha256(content).hexdigest()
