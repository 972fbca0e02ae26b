"""Uploads go through ClamAV where it is set up: what it cannot look at is not kept.

``CLAMD`` is the path of clamd's socket, or host:port. Empty: nothing is scanned, and the page of the service's health
says so. Spoken is clamd's own INSTREAM: the length of each piece and the piece, then a length of nothing.
"""

import socket
import struct

from django.conf import settings

PIECE = 64 * 1024
SECONDS = 20


class Infected(Exception):
    """The scanner knows what is in the file."""


class ScannerSilent(Exception):
    """The scanner is set up and does not answer, or not in a way that is understood."""


def is_on() -> bool:
    return bool(settings.CLAMD)


def scan(file) -> None:
    """Look through ``file``, which is left at its start. Raises Infected or ScannerSilent."""
    if not is_on():
        return
    file.seek(0)
    try:
        said = _ask(b"zINSTREAM\0", iter(lambda: file.read(PIECE), b""))
    except OSError as error:
        raise ScannerSilent from error
    finally:
        file.seek(0)
    if said.endswith("FOUND"):
        raise Infected
    if said != "stream: OK":
        raise ScannerSilent


def answers() -> bool:
    """Whether the scanner is there."""
    try:
        return _ask(b"zPING\0") == "PONG"
    except OSError:
        return False


def _ask(command, pieces=()) -> str:
    with _connection() as line:
        line.sendall(command)
        if pieces:
            for piece in pieces:
                line.sendall(struct.pack("!L", len(piece)) + piece)
            line.sendall(struct.pack("!L", 0))
        said = b""
        while not said.endswith(b"\0"):
            more = line.recv(4096)
            if not more:
                break
            said += more
    return said.rstrip(b"\0").decode(errors="replace").strip()


def _connection():
    if "/" in settings.CLAMD:
        line = socket.socket(socket.AF_UNIX)
        line.settimeout(SECONDS)
        try:
            line.connect(settings.CLAMD)
        except OSError:
            line.close()
            raise
        return line
    host, _, port = settings.CLAMD.rpartition(":")
    return socket.create_connection((host, int(port)), timeout=SECONDS)
