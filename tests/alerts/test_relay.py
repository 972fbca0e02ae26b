"""Several commands in one breath: what a mail server may answer, and what is never taken for a mail that was sent."""

import smtplib
import socket
import threading
from contextlib import closing

import pytest

from outbox.relay import EmailBackend
from tests.faults.receiver import Mood, Receiver

MESSAGE = b"Message-ID: <one@x>\r\nSubject: x\r\n\r\n.a line of a dot\r\n..of two\r\nthe end\r\n"


@pytest.fixture
def receiver():
    receiver = Receiver()
    yield receiver
    receiver.refuse()


@pytest.fixture
def server(receiver):
    backend = EmailBackend(host="127.0.0.1", port=receiver.mail_port, use_tls=False)
    backend.open()
    yield backend.connection
    backend.connection.close()


def send(server, to="a@b.example", message=MESSAGE):
    return server.sendmail("us@x.example", [to], message)


def waits(server, monkeypatch):
    """How often the server was waited for while a mail was sent."""
    sent, send_it = [], server.send
    monkeypatch.setattr(server, "send", lambda what: sent.append(what) or send_it(what))
    send(server)
    return len(sent)


def test_a_mail_takes_two_waits_where_the_server_says_so_and_four_where_not(receiver, server, monkeypatch):
    server.ehlo()
    assert waits(server, monkeypatch) == 2
    assert receiver.taken == {"<one@x>": 1}
    receiver.reset(Mood(pipelines=False))
    server.ehlo()
    assert waits(server, monkeypatch) == 4
    assert receiver.taken == {"<one@x>": 1}


@pytest.mark.parametrize("eager", [False, True])
def test_an_address_that_is_refused_gets_nothing_and_the_next_mail_goes(receiver, server, eager):
    """Also where the server waits for the mail all the same, and says that it took it."""
    receiver.reset(Mood(unknown={"nobody@b.example"}, eager=eager))
    with pytest.raises(smtplib.SMTPRecipientsRefused) as refused:
        send(server, to="nobody@b.example")
    assert refused.value.recipients == {"nobody@b.example": (550, b"no such user")}
    assert not receiver.taken
    assert receiver.faults["nothing to nobody"] == eager
    assert send(server) == {}
    assert receiver.taken == {"<one@x>": 1}


def test_a_mail_that_is_not_taken_in_the_end_is_not_sent(receiver, server):
    receiver.reset(Mood(errors=1.0))
    with pytest.raises(smtplib.SMTPDataError):
        send(server)
    receiver.reset()
    assert send(server) == {}


def test_a_server_that_takes_it_and_does_not_say_so_has_not_been_heard_to(receiver, server):
    receiver.reset(Mood(drops=1.0))
    with pytest.raises(smtplib.SMTPServerDisconnected):
        send(server)


@pytest.mark.parametrize(
    ("answers", "problem"),
    [
        (b"550 not you\r\n503 no sender\r\n503 nobody\r\n", smtplib.SMTPSenderRefused),
        (b"550 not you\r\n250 ok\r\n354 go on\r\n", smtplib.SMTPSenderRefused),
        (b"250 ok\r\n250 ok\r\n451 not now\r\n", smtplib.SMTPDataError),
        (b"250 ok\r\n450 later\r\n354 go on\r\n", smtplib.SMTPRecipientsRefused),
        (b"250 ok\r\n250 ok\r\n", smtplib.SMTPServerDisconnected),
        (b"421 going down\r\n", smtplib.SMTPServerDisconnected),
        (b"250 ok\r\n250 ok\r\n354 go on\r\n", smtplib.SMTPServerDisconnected),
    ],
)
def test_no_other_answer_is_taken_for_a_mail_that_was_sent(answers, problem):
    """A server that says these three, takes one thing more and hangs up. Only the last is given the mail."""
    heard = []
    with closing(socket.create_server(("127.0.0.1", 0))) as listening:
        threading.Thread(target=_says, args=[listening, answers, heard], daemon=True).start()
        server = EmailBackend(host="127.0.0.1", port=listening.getsockname()[1], use_tls=False)
        server.open()
        with pytest.raises(problem):
            send(server.connection)
        server.connection.close()
    agreed = answers.startswith(b"250 ok\r\n250 ok\r\n354")
    assert any(b"the end" in each for each in heard) == agreed


def _says(listening, answers, heard):
    line, _ = listening.accept()
    with closing(line):
        line.sendall(b"220 one\r\n")
        line.recv(1000)
        line.sendall(b"250-one\r\n250 PIPELINING\r\n")
        heard.append(line.recv(10_000))
        line.sendall(answers)
        if answers.count(b"\r\n") == 3:
            heard.append(line.recv(10_000))


def test_dots_at_the_beginning_of_a_line_arrive(receiver, server, monkeypatch):
    seen = []
    take = receiver._take
    monkeypatch.setattr(receiver, "_take", lambda body, say: seen.append(body) or take(body, say))
    send(server, message=MESSAGE.rstrip())
    assert seen == [MESSAGE.replace(b"\r\n.", b"\r\n..") + b".\r\n"]


def test_nothing_given_begins_a_command_of_its_own(receiver, server):
    with pytest.raises(ValueError, match="would be two"):
        server.sendmail("us@x.example", ["a@b.example"], MESSAGE, ["x\r\nrcpt TO:<c@d.example>"])
    send(server, to="a@b.example>\r\nrcpt TO:<c@d.example")
    assert receiver.commands["RCPT"] == 1
