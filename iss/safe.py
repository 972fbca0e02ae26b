"""What is safe now: each way to reach her, as it stands at a moment. Pure."""

from dataclasses import dataclass

from django.utils.timezone import localtime

from .models import Channel
from .models.contact import AT_A_MOMENT
from .statuses import Answer
from .windows import next_opening

WORDS = {
    Answer.YES: ("Safe", "green"),
    Answer.NO: ("Not safe", "red"),
    Answer.UNKNOWN: ("Not known: do not use", "yellow"),
}
NOT_NOW = ("Not now", "orange")
# Times in words alone: a person has to compare them with the clock
AT_HER_TIMES = ("Safe only at her times", "blue")
FIELDS = {
    Channel.CALL: "call",
    Channel.TEXT: "text",
    Channel.VOICEMAIL: "voicemail",
    Channel.EMAIL: "email_safe",
    Channel.POST: "post",
}


@dataclass(frozen=True)
class Way:
    """One way to reach her. ``detail`` (number, address) is given only where it was confirmed to be safe now."""

    channel: str
    label: str
    answer: str
    words: str
    tone: str
    is_time: bool = True
    detail: str = ""
    note: str = ""

    @property
    def is_safe(self):
        return self.answer == Answer.YES and self.is_time


def ways(contact, at, *, confirmed=()):
    """Every way to reach her at ``at``. ``contact``: her present SafeContact or None; ``confirmed``: the channels that
    whoever looks has just confirmed to be safe now."""
    return [_way(contact, channel, at, channel in confirmed) for channel in FIELDS]


def _way(contact, channel, at, confirmed):
    answer = contact.answer(channel, at) if contact else Answer.UNKNOWN
    said = getattr(contact, FIELDS[channel]) if contact else Answer.UNKNOWN
    if said != answer:
        note = f"The last answer (“{Answer(said).label.lower()}”) is too old."
        return Way(channel, channel.label, answer, *WORDS[Answer(answer)], note=note)
    if answer != Answer.YES:
        return Way(channel, channel.label, answer, *WORDS[Answer(answer)])
    if not contact.is_time(channel, at):
        return Way(channel, channel.label, answer, *NOT_NOW, is_time=False, note=not_now(contact, at))
    in_words = channel in AT_A_MOMENT and contact.safe_times and not contact.times
    return Way(
        channel,
        channel.label,
        answer,
        *(AT_HER_TIMES if in_words else WORDS[Answer.YES]),
        detail=detail(contact, channel) if confirmed else "",
        note=_times(contact) if channel in AT_A_MOMENT else "",
    )


def _times(contact):
    if contact.times:
        return "This is a time she named."
    return contact.safe_times


def not_now(contact, at):
    """Such as "Not now: she said Monday, 10am to 12pm. Next: Monday 1 June at 10:00."."""
    said = "; ".join(str(window) for window in contact.times)
    opening = next_opening(contact.times, at)
    after = f" Next: {localtime(opening):%A %-d %B at %H:%M}." if opening else ""
    return f"Not now: she said {said}.{after}"


def detail(contact, channel):
    """The number or address that ``channel`` needs."""
    if channel == Channel.EMAIL:
        return contact.email
    if channel == Channel.POST:
        return contact.address
    whose = f" ({contact.phone_whose})" if contact.phone_whose else ""
    return f"{contact.phone}{whose}"


def confirmed_by(file, user, at):
    """The channels whose number or address ``user`` confirmed to be safe a moment ago."""
    shown = file.safe_nows.filter(by=user, at__lte=at, until__gt=at, to_talk=False)
    return set(shown.values_list("channel", flat=True))
