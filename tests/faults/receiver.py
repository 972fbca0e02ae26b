"""Who takes the mails and counts them by reference: a mail server, its log, and a GOV.UK Notify, each with its moods."""

import asyncio
import json
import random
import threading
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field
from urllib.parse import parse_qs, urlsplit


@dataclass
class Mood:
    """How it behaves. Shares of 1; ``drops``: takes the message and breaks the connection instead of saying so."""

    drops: float = 0.0
    errors: float = 0.0
    busy: float = 0.0
    slow: float = 0.0
    hangs: float = 0.0
    hang_seconds: float = 20.0
    unknown: set = field(default_factory=set)
    log: bool = True
    pipelines: bool = True  # says that it takes several commands in one breath
    eager: bool = False  # waits for the mail of nobody


class Receiver:
    def __init__(self):
        self.mood, self.chance = Mood(), random.Random(8)
        self.taken: Counter = Counter()
        self.faults: Counter = Counter()
        self.commands: Counter = Counter()
        self.lines: list = []
        self.loop = asyncio.new_event_loop()
        self.mail_port = self.log_port = 0
        self.server = None
        ready = threading.Event()
        threading.Thread(target=self._run, args=[ready], daemon=True).start()
        ready.wait()

    def reset(self, mood=None):
        self.mood, self.taken, self.faults, self.lines = mood or Mood(), Counter(), Counter(), []
        self.commands = Counter()

    def refuse(self):
        """No longer there: connections are refused."""
        asyncio.run_coroutine_threadsafe(self._close(), self.loop).result()

    def listen(self):
        asyncio.run_coroutine_threadsafe(self._open(), self.loop).result()

    def _run(self, ready):
        asyncio.set_event_loop(self.loop)
        self.loop.run_until_complete(self._open())
        log = self.loop.run_until_complete(asyncio.start_server(self._http, "127.0.0.1", 0))
        self.log_port = log.sockets[0].getsockname()[1]
        ready.set()
        self.loop.run_forever()

    async def _open(self):
        self.server = await asyncio.start_server(
            self._smtp, "127.0.0.1", self.mail_port, reuse_address=True, backlog=500
        )
        self.mail_port = self.server.sockets[0].getsockname()[1]

    async def _close(self):
        self.server.close()

    def _happens(self, what, share):
        found = share and self.chance.random() < share
        self.faults[what] += bool(found)
        return found

    def hang_up(self):
        """Break every connection there is, between two mails as it were."""
        for writer in self.lines:
            self.loop.call_soon_threadsafe(writer.transport.abort)

    async def _smtp(self, reader, writer):
        self.lines.append(writer)
        with suppress(ConnectionError, asyncio.IncompleteReadError, asyncio.LimitOverrunError):
            await self._talk(reader, writer)
        writer.close()

    async def _talk(self, reader, writer):
        say = lambda text: writer.write(text.encode() + b"\r\n")  # noqa: E731
        say("220 receiver")
        to = 0
        while line := (await reader.readline()).decode("latin-1").strip():
            word = line[:4].upper()
            self.commands[word] += 1
            to = 0 if word in ("MAIL", "RSET") else to
            if word == "RCPT" and line.partition("<")[2].rstrip(">") in self.mood.unknown:
                self.faults["unknown address"] += 1
                say("550 no such user")
            elif word == "DATA" and not (to or self.mood.eager):
                say("554 nobody to take it")
            elif word == "DATA":
                say("354 go on")
                if not await self._take(await self._body(reader), say):
                    return
            elif word == "QUIT":
                say("221 bye")
                return
            else:
                to += word == "RCPT"
                say(self._agrees(word))

    def _agrees(self, word):
        if word == "EHLO" and self.mood.pipelines:
            return "250-receiver\r\n250 PIPELINING"
        return "250 receiver" if word in ("EHLO", "HELO") else "250 ok"

    async def _body(self, reader):
        """Of a mail with a head; or nothing."""
        first = await reader.readline()
        return b"" if first == b".\r\n" else first + await reader.readuntil(b"\r\n.\r\n")

    async def _take(self, body, say):
        """Whether the conversation goes on."""
        mood = self.mood
        if self._happens("hang", mood.hangs):
            await asyncio.sleep(mood.hang_seconds)
            return False
        if mood.slow:
            await asyncio.sleep(self.chance.random() * mood.slow)
        if self._happens("error", mood.errors):
            say("451 try again")
            return True
        if not body:
            self.faults["nothing to nobody"] += 1
            say("250 taken")
            return True
        head = body.decode("latin-1").split("\r\n\r\n")[0]
        reference = next(
            line.partition(":")[2].strip()
            for line in head.replace("\r\n ", " ").split("\r\n")
            if line.lower().startswith("message-id:")
        )
        self.taken[reference] += 1
        if self._happens("reply dropped", mood.drops):
            return False
        say("250 taken")
        return True

    async def _http(self, reader, writer):
        with suppress(ConnectionError, asyncio.IncompleteReadError):
            head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
            method, target, _ = head.split("\r\n")[0].split(" ")
            length = next(
                (
                    int(h.partition(":")[2])
                    for h in head.split("\r\n")
                    if h.lower().startswith("content-length")
                ),
                0,
            )
            body = await reader.readexactly(length) if length else b""
            answer = await self._answer(method, target, body)
            if answer:
                status, content = answer
                text = json.dumps(content).encode()
                writer.write(
                    f"HTTP/1.1 {status} x\r\nContent-Length: {len(text)}\r\nConnection: close\r\n\r\n".encode()
                )
                writer.write(text)
                await writer.drain()
        writer.close()

    async def _answer(self, method, target, body):
        parts = urlsplit(target)
        if method == "GET":
            asked = parse_qs(parts.query).get("reference", [""])[0]
            if parts.path == "/log":
                return (200 if self.taken[asked] else 404), {}
            return 200, {"notifications": [{"id": f"id-{asked}"}] if self.taken[asked] else []}
        return await self._notify(json.loads(body)["reference"])

    async def _notify(self, reference):
        if self._happens("hang", self.mood.hangs):
            await asyncio.sleep(self.mood.hang_seconds)
            return None
        if self._happens("429", self.mood.busy):
            return 429, {"errors": []}
        if self._happens("500", self.mood.errors):
            return 500, {"errors": []}
        self.taken[reference] += 1
        if self._happens("reply dropped", self.mood.drops):
            return None
        return 201, {"id": f"id-{reference}"}
