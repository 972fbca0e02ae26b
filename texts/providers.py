"""Who carries it: GOV.UK Notify where a key is set up, else a folder that a person can look into."""

from pathlib import Path

from django.conf import settings

from outbox.failures import Failed
from outbox.notify import Notify

from .occasions import Channel


def is_set_up():
    return bool(settings.NOTIFY_API_KEY)


def provider():
    return ByNotify() if is_set_up() else Folder(Path(settings.TEXT_FOLDER))


class Folder:
    """Written down and not sent."""

    def __init__(self, folder):
        self.folder = folder

    def was_taken(self, text):
        return f"file-{text.pk}" if self._path(text).exists() else ""

    def send(self, text, reach, words):
        to = reach.phone if text.channel == Channel.TEXT else reach.name + "\n" + reach.address
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            self._path(text).write_text(f"To: {to}\n\n{words}\n", encoding="utf-8")
        except OSError as problem:
            raise Failed(type(problem).__name__) from problem
        return f"file-{text.pk}"

    def _path(self, text):
        return self.folder / f"{text.channel}-{text.pk}.txt"


class ByNotify:
    """The row's number is the reference."""

    def __init__(self):
        self.notify = Notify()

    def was_taken(self, text):
        return self.notify.was_taken(_reference(text))

    def send(self, text, reach, words):
        if text.channel == Channel.TEXT:
            return self.notify.text(reach.phone, words, _reference(text))
        lines = [reach.name, *(line.strip() for line in reach.address.split("\n") if line.strip())]
        return self.notify.letter(lines, words, _reference(text))


def _reference(text):
    return f"dvpp-text-{text.pk}"
