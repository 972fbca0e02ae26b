"""Where a scanner is set up nothing is kept that it has not looked at."""

import socketserver
import threading

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

from forms import DocumentField, scanning

PDF = b"%PDF-1.7\n" + b"x" * 200_000 + b"\n%%EOF"
VIRUS = PDF.replace(b"x" * 40, b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!", 1)


class Clamd(socketserver.StreamRequestHandler):
    """Speaks as clamd does: INSTREAM and PING."""

    def handle(self):
        command = b""
        while not command.endswith(b"\0"):
            command += self.rfile.read(1)
        if command == b"zPING\0":
            self.wfile.write(b"PONG\0")
            return
        content = b""
        while length := int.from_bytes(self.rfile.read(4)):
            content += self.rfile.read(length)
        self.server.looked_at.append(content)
        self.wfile.write(self.server.says(content))


@pytest.fixture
def clamd(tmp_path, settings):
    path = str(tmp_path / "clamd.sock")
    server = socketserver.UnixStreamServer(path, Clamd)
    server.looked_at = []
    server.says = lambda content: (
        b"stream: Eicar-Test-Signature FOUND\0" if b"EICAR" in content else b"stream: OK\0"
    )
    threading.Thread(target=server.serve_forever, daemon=True).start()
    settings.CLAMD = path
    yield server
    server.shutdown()
    server.server_close()


def take(content):
    return DocumentField(label="Signed agreement").clean(SimpleUploadedFile("signed.pdf", content))


def refusal(content):
    with pytest.raises(ValidationError) as refused:
        take(content)
    return refused.value.messages[0]


def test_a_document_is_looked_at_whole_and_kept(clamd):
    assert take(PDF).read() == PDF
    assert clamd.looked_at == [PDF]
    assert scanning.answers()


def test_a_virus_is_refused(clamd):
    assert "has a virus in it" in refusal(VIRUS)


@pytest.mark.parametrize("said", [b"INSTREAM size limit exceeded. ERROR\0", b"", b"stream: O", b"\xff\0"])
def test_what_the_scanner_could_not_look_at_is_not_kept(clamd, said):
    clamd.says = lambda content: said
    assert "could not be checked for viruses" in refusal(PDF)


@pytest.mark.parametrize("address", ["/nowhere/clamd.sock", "127.0.0.1:1"])
def test_a_scanner_that_is_set_up_and_not_there_lets_nothing_through(settings, address):
    settings.CLAMD = address
    assert "could not be checked for viruses" in refusal(PDF)
    assert not scanning.answers()


def test_without_a_scanner_documents_are_taken_by_what_is_in_them(settings):
    settings.CLAMD = ""
    assert take(VIRUS).kind == "pdf"
    assert not scanning.is_on()
