"""How series are told apart: by colour, and always by a second thing (shape and dash of a line, pattern of a bar).

The colours are told apart with each kind of colour blindness and by their lightness; each has a contrast of at least
3 to 1 against white.
"""

from typing import NamedTuple

FONT = "Arial, Liberation Sans, sans-serif"
INK = "#0b0c0c"
QUIET = "#505a5f"
GRID = "#cecece"
SIZE = 14


class Look(NamedTuple):
    colour: str
    shape: str
    dash: tuple
    pattern: str


# What is cut out of the plain colour, on a square of eight by eight
LOOKS = (
    Look("#12436d", "circle", (1, 0), ""),
    Look("#c8500a", "square", (7, 4), "M-2,2L2,-2M0,8L8,0M6,10L10,6"),
    Look("#1f7a72", "triangle-up", (2, 3), "M0,4H8"),
    Look("#801650", "diamond", (9, 3, 2, 3), "M4,0V8"),
    Look("#505a5f", "cross", (4, 2, 1, 2), "M-2,6L2,10M0,0L8,8M6,-2L10,2"),
    Look("#6b4fa0", "triangle-down", (12, 4), "M0,4H8M4,0V8"),
)


def look(place):
    return LOOKS[place % len(LOOKS)]


def fill(place, key):
    """What a bar is filled with: the first series plainly, each other with its pattern."""
    chosen = look(place)
    return f"url(#{key}-{place % len(LOOKS)})" if chosen.pattern else chosen.colour


def patterns(count, key):
    """The patterns of ``count`` series, under names of this chart alone: a page may show several."""
    drawn = "".join(
        f'<pattern id="{key}-{place}" width="8" height="8" patternUnits="userSpaceOnUse">'
        f'<rect width="8" height="8" fill="{one.colour}"/>'
        f'<path d="{one.pattern}" fill="none" stroke="#ffffff" stroke-width="1.5"/></pattern>'
        for place, one in enumerate(LOOKS[: min(count, len(LOOKS))])
        if one.pattern
    )
    return f"<defs>{drawn}</defs>" if drawn else ""
