"""What is safe now: each way to reach her, as it stands at a moment. Pure."""

from dataclasses import dataclass

from .models import Channel
from .statuses import Answer

WORDS = {
    Answer.YES: ("Safe", "green"),
    Answer.NO: ("Not safe", "red"),
    Answer.UNKNOWN: ("Not known: do not use", "yellow"),
}
FIELDS = {
    Channel.CALL: "call",
    Channel.TEXT: "text",
    Channel.VOICEMAIL: "voicemail",
    Channel.EMAIL: "email_safe",
    Channel.POST: "post",
}


@dataclass(frozen=True)
class Way:
    """One way to reach her. ``detail`` (number, address) is given only where the way is safe."""

    channel: str
    label: str
    answer: str
    words: str
    tone: str
    detail: str = ""
    note: str = ""

    @property
    def is_safe(self):
        return self.answer == Answer.YES


def ways(contact, at):
    """Every way to reach her at ``at``. ``contact``: her present SafeContact or None."""
    return [_way(contact, channel, at) for channel in FIELDS]


def _way(contact, channel, at):
    answer = contact.answer(channel, at) if contact else Answer.UNKNOWN
    words, tone = WORDS[Answer(answer)]
    said = getattr(contact, FIELDS[channel]) if contact else Answer.UNKNOWN
    note = f"The last answer (“{Answer(said).label.lower()}”) is too old." if said != answer else ""
    detail = _detail(contact, channel) if answer == Answer.YES else ""
    return Way(channel, channel.label, answer, words, tone, detail, note)


def _detail(contact, channel):
    if channel == Channel.EMAIL:
        return contact.email
    if channel == Channel.POST:
        return contact.address
    whose = f" ({contact.phone_whose})" if contact.phone_whose else ""
    return f"{contact.phone}{whose}"
