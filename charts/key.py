"""The key beneath the picture: each series with its colour and its shape, dash or pattern; then each line to read by."""

from html import escape
from textwrap import wrap

from .looks import FONT, INK, SIZE, fill, look
from .spec import dash_of

ROW = 22
TEXT_AT = 46
LETTERS = 50
SHAPES = {
    "circle": "M5.5,0A5.5,5.5,0,1,1,-5.5,0A5.5,5.5,0,1,1,5.5,0",
    "square": "M-5,-5H5V5H-5Z",
    "triangle-up": "M0,-6L6,5H-6Z",
    "diamond": "M0,-7L6,0L0,7L-6,0Z",
    "cross": "M-6,-2H-2V-6H2V-2H6V2H2V6H-2V2H-6Z",
    "triangle-down": "M0,6L6,-5H-6Z",
}


def key_of(chart, own, top):
    """The key as SVG from ``top`` down, and how tall it is. One series alone needs none: the title says what it is."""
    entries = []
    if len(chart.series) > 1 or chart.kind == "line":
        entries = [(sample(chart, place, own), name) for place, name in enumerate(chart.series)]
    entries += [
        (ruled(dash_of(place)), f"{one.words}: {chart.said(one.value)}")
        for place, one in enumerate(chart.reference_lines)
    ]
    drawn, tall = "", 4.0
    for picture, name in entries:
        lines = wrap(name, LETTERS)
        drawn += f'<g transform="translate(6,{top + tall + ROW / 2:g})">{picture}{words(lines)}</g>'
        tall += ROW + (len(lines) - 1) * SIZE * 1.2
    return drawn, (tall + 4 if entries else 0)


def words(lines):
    return "".join(
        f'<text x="{TEXT_AT}" y="{5 + at * SIZE * 1.2:g}" font-family="{FONT}" font-size="{SIZE}px" fill="{INK}">'
        f"{escape(line)}</text>"
        for at, line in enumerate(lines)
    )


def sample(chart, place, own):
    one = look(place)
    if chart.kind in ("line", "dots"):
        shape = f'<path transform="translate(18,0)" d="{SHAPES[one.shape]}" fill="{one.colour}"/>'
        return shape if chart.kind == "dots" else ruled(one.dash, one.colour) + shape
    return f'<rect x="4" y="-7" width="28" height="14" fill="{fill(place, own)}"/>'


def ruled(dash, colour=INK):
    dashed = ",".join(f"{part:g}" for part in dash)
    return f'<line x2="36" stroke="{colour}" stroke-width="2.5" stroke-dasharray="{dashed}"/>'
