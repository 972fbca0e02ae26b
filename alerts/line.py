"""The connection to the mail server: one for all mails of a batch, and not one for each."""

from contextlib import contextmanager, suppress
from contextvars import ContextVar
from select import POLLIN, poll
from smtplib import SMTPException

from django.core.mail import get_connection
from django.core.mail.backends.smtp import EmailBackend

_LINE = ContextVar("line", default=None)
TAKEN = 250


class Line:
    """Opened by whoever sends first. After any fault it is hung up, and the next mail opens another."""

    def __init__(self):
        self.server = None

    def opened(self):
        if not self._holds():
            self.hang_up()
            server = get_connection()
            server.open()
            self.server = server
        return self.server

    def _holds(self):
        """Looked at before it is used again: what breaks in the middle of a mail has to be asked about, and this has not.

        A server that hangs up says so, or ends the connection: there is something to be read. Then it is asked.
        """
        if self.server is None or not isinstance(self.server, EmailBackend):
            return False  # a folder has a file for each mail
        try:
            return _nothing_came(self.server.connection.sock) or self.server.connection.noop()[0] == TAKEN
        except (SMTPException, OSError):
            return False

    def hang_up(self):
        server, self.server = self.server, None
        with suppress(OSError):  # smtplib's errors included: what was taken was taken
            if server:
                server.close()


def _nothing_came(sock):
    if sock is None:
        return False
    looking = poll()
    looking.register(sock, POLLIN)
    return not looking.poll(0)


@contextmanager
def one_line():
    """Within the block all mails leave through one connection."""
    line = Line()
    token = _LINE.set(line)
    try:
        yield
    finally:
        _LINE.reset(token)
        line.hang_up()


@contextmanager
def line():
    """That of the block around this; else one of its own. Hung up where anything goes wrong."""
    shared = _LINE.get()
    found, well = shared or Line(), False
    try:
        yield found
        well = True
    finally:
        if shared is None or not well:
            found.hang_up()
