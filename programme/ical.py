"""A calendar file (RFC 5545): lines of at most 75 octets, ended by CRLF, text escaped, times in UTC.

Nothing of a man is in it, nor of whoever leads beside its owner: a calendar is read on private telephones.
"""

from datetime import UTC

PRODUCT = "-//DVPP//Sessions//EN"
LONGEST_LINE = 75


def calendar(events, *, name, at):
    """``events``: mappings of uid, starts_at, ends_at, revision, cancelled, summary, location."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:{PRODUCT}",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"X-WR-CALNAME:{_escaped(name)}",
    ]
    for event in events:
        lines += _event(event, at)
    lines.append("END:VCALENDAR")
    return "".join(f"{_folded(line)}\r\n" for line in lines)


def _event(event, at):
    return [
        "BEGIN:VEVENT",
        f"UID:{_escaped(event['uid'])}",
        f"DTSTAMP:{_moment(at)}",
        f"DTSTART:{_moment(event['starts_at'])}",
        f"DTEND:{_moment(event['ends_at'])}",
        f"SEQUENCE:{event['revision']}",
        f"STATUS:{'CANCELLED' if event['cancelled'] else 'CONFIRMED'}",
        f"SUMMARY:{_escaped(event['summary'])}",
        f"LOCATION:{_escaped(event['location'])}",
        "END:VEVENT",
    ]


def _moment(value):
    return f"{value.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _escaped(text):
    for found, written in (("\\", "\\\\"), (";", "\\;"), (",", "\\,")):
        text = text.replace(found, written)
    return "\\n".join(text.splitlines())


def _folded(line):
    """Continued on lines that begin with a space; no letter is cut in two."""
    parts, length = [""], 0
    for letter in line:
        size = len(letter.encode())
        if length + size > LONGEST_LINE:
            parts.append(" ")
            length = 1
        parts[-1] += letter
        length += size
    return "\r\n".join(parts)
