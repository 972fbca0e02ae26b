"""Who carries it: GOV.UK Notify where a key is set up, else a folder that a person can look into."""

from pathlib import Path

from django.conf import settings
from notifications_python_client.errors import HTTPError
from notifications_python_client.notifications import NotificationsAPIClient
from requests.exceptions import RequestException

from .occasions import Channel


class Failed(Exception):
    """Not sent, and worth another try. ``word`` goes into the record: never the message, never the number."""

    def __init__(self, word):
        self.word = word
        super().__init__(word)


def is_set_up():
    return bool(settings.NOTIFY_API_KEY)


def provider():
    return Notify() if is_set_up() else Folder(Path(settings.TEXT_FOLDER))


class Folder:
    """Written down and not sent."""

    def __init__(self, folder):
        self.folder = folder

    def known(self, text):
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


class Notify:
    """One template for each channel, whose whole content is ((words)). The row's number is the reference."""

    def __init__(self):
        self.client = NotificationsAPIClient(
            settings.NOTIFY_API_KEY,
            **({"base_url": settings.NOTIFY_BASE_URL} if settings.NOTIFY_BASE_URL else {}),
        )

    def known(self, text):
        """Notify does not tell a repeat from a first, but can be asked for what it has under a reference."""
        found = self._ask(self.client.get_all_notifications, reference=_reference(text))
        rows = found.get("notifications", [])
        return rows[0]["id"] if rows else ""

    def send(self, text, reach, words):
        if text.channel == Channel.TEXT:
            answer = self._ask(
                self.client.send_sms_notification,
                phone_number=reach.phone,
                template_id=settings.NOTIFY_TEXT_TEMPLATE,
                personalisation={"words": words},
                reference=_reference(text),
            )
        else:
            lines = [reach.name, *(line.strip() for line in reach.address.split("\n") if line.strip())]
            fields = {f"address_line_{number}": line for number, line in enumerate(lines[:7], start=1)}
            answer = self._ask(
                self.client.send_letter_notification,
                template_id=settings.NOTIFY_LETTER_TEMPLATE,
                personalisation={"words": words, **fields},
                reference=_reference(text),
            )
        return answer["id"]

    def _ask(self, call, **values):
        try:
            return call(**values)
        except HTTPError as problem:
            raise Failed(f"Notify answered {problem.status_code}") from None
        except RequestException as problem:
            raise Failed(type(problem).__name__) from None


def _reference(text):
    return f"dvpp-text-{text.pk}"
