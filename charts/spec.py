"""A chart as one Vega-Lite description. Pure; the names of people's categories travel as data, never as code."""

from textwrap import wrap

from .chart import is_number, number
from .looks import FONT, GRID, INK, QUIET, SIZE, fill, look

WIDTH = 420
LINE_HEIGHT = 230
BAR = 24
GAP = 16
# A fixed scale of so few steps shows every one of them
FEW = 6
LETTERS_BESIDE = 18
LETTERS_BELOW = 12
REFERENCE_DASHES = ((6, 4), (2, 2), (8, 3, 2, 3))
CLEARS = {"color": "#ffffff", "stroke": "#ffffff", "strokeWidth": 6}
SPLIT = "split(datum.label, '\\n')"


def spec(chart, key):
    """The whole description, for a picture ``WIDTH`` wide whatever the labels need."""
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        "width": WIDTH,
        "height": height(chart),
        "padding": 6,
        "background": None,
        "autosize": {"type": "fit-x", "contains": "padding"},
        "data": {"values": values(chart)},
        "layer": with_references(LAYERS[chart.kind](chart, key), chart),
        "config": {
            "font": FONT,
            "view": {"stroke": None},
            "axis": {
                "labelFontSize": SIZE,
                "labelColor": INK,
                "gridColor": GRID,
                "domainColor": QUIET,
                "tickColor": QUIET,
                "labelLimit": 0,
            },
        },
    }


def values(chart):
    letters = LETTERS_BELOW if chart.kind == "line" else LETTERS_BESIDE
    return [
        {
            "category": "\n".join(wrap(name, letters)) or name,
            "series": series,
            "place": place,
            "value": value if is_number(value) else None,
            "end": number(value) + chart.unit if is_number(value) else chart.said(value),
            "at": value if is_number(value) else 0,
            "words": f"{name}, {series}: {chart.said(value)}",
        }
        for name, *cells in chart.rows
        for place, (series, value) in enumerate(zip(chart.series, cells, strict=True))
    ]


def numbers(chart):
    return [value for _, *cells in chart.rows for value in cells if is_number(value)]


def height(chart):
    if chart.kind == "line":
        return LINE_HEIGHT
    inside = len(chart.series) if chart.kind == "grouped" else 1
    lines = max(len(wrap(name, LETTERS_BESIDE)) for name, *_ in chart.rows)
    return len(chart.rows) * (max(BAR * inside, SIZE * 1.2 * lines) + GAP)


def quantity(chart, **more):
    """The axis of the numbers: from nought, or over the whole of a fixed scale; whole numbers where all are whole."""
    scale = {"domain": list(chart.span)} if chart.span else {"zero": True, "domainMin": lowest(chart)}
    axis = {"title": None, "tickCount": 5, "format": ",~f"}
    if all(value == int(value) for value in numbers(chart)):
        axis |= {"tickMinStep": 1}
    if chart.span and chart.span[1] - chart.span[0] <= FEW:
        steps = list(range(chart.span[0], chart.span[1] + 1))
        axis |= {"values": steps, "tickCount": len(steps), "labelOverlap": False}
    return {"field": "value", "type": "quantitative", "scale": scale, "axis": axis, **more}


def lowest(chart):
    return min(0, *numbers(chart), *(line.value for line in chart.reference_lines))


def names(chart, **axis):
    ordered = list(dict.fromkeys(row["category"] for row in values(chart)))
    shown = {"title": None, "labelExpr": SPLIT, "labelLineHeight": SIZE * 1.2, "grid": False, **axis}
    scale = {"domain": ordered}
    return {"field": "category", "type": "ordinal", "sort": None, "scale": scale, "axis": shown}


def told_apart(chart, channel, range_):
    """One way in which the series differ. The key is drawn beneath, with every way at once."""
    return {
        channel: {
            "field": "series",
            "type": "nominal",
            "sort": None,
            "legend": None,
            "scale": {"domain": list(chart.series), "range": range_},
        }
    }


def colours(chart):
    return told_apart(chart, "color", [look(place).colour for place in range(len(chart.series))])


def fills(chart, key):
    return told_apart(chart, "fill", [fill(place, key) for place in range(len(chart.series))])


def shapes(chart):
    return told_apart(chart, "shape", [look(place).shape for place in range(len(chart.series))])


def sizes(chart):
    """Each a little smaller than the one beneath it, which still shows where two are the same."""
    return by_size(chart, "size", [max(230 - 70 * place, 70) for place in range(len(chart.series))])


def by_size(chart, channel, range_):
    """How large each series is. One alone has no scale: of that the renderer makes a size that is no number."""
    return told_apart(chart, channel, range_) if len(range_) > 1 else {channel: {"value": range_[0]}}


SPOKEN = {"description": {"field": "words"}}


def line(chart, key):
    where = {"x": names(chart, labelAngle=0, labelOverlap=True, labelPadding=6), "y": quantity(chart)}
    dashes = told_apart(chart, "strokeDash", [list(look(place).dash) for place in range(len(chart.series))])
    # Where two are the same, the one beneath still shows
    widths = by_size(chart, "strokeWidth", [max(4.5 - place, 1.5) for place in range(len(chart.series))])
    drawn = {"mark": {"type": "line", "aria": False}}
    points = {"mark": {"type": "point", "filled": True, "opacity": 1}}
    return [
        drawn | {"encoding": where | colours(chart) | dashes | widths},
        points | {"encoding": where | colours(chart) | shapes(chart) | sizes(chart) | SPOKEN},
    ]


def bar(chart, key):
    where = {"y": names(chart), "x": quantity(chart)}
    return [
        {"mark": {"type": "bar", "height": BAR}, "encoding": where | fills(chart, key) | SPOKEN},
        at_the_end(where),
    ]


def grouped(chart, key):
    where = {
        "y": names(chart),
        "x": quantity(chart),
        "yOffset": {"field": "series", "sort": list(chart.series), "scale": {"domain": list(chart.series)}},
    }
    return [
        {"mark": {"type": "bar"}, "encoding": where | fills(chart, key) | SPOKEN},
        at_the_end(where),
    ]


def stacked(chart, key):
    where = {"y": names(chart), "x": quantity(chart, stack="zero"), "order": {"field": "place"}}
    mark = {"type": "bar", "height": BAR, "stroke": "#ffffff", "strokeWidth": 1}
    return [{"mark": mark, "encoding": where | fills(chart, key) | SPOKEN}]


def dots(chart, key):
    where = {"y": names(chart, grid=True, gridColor=GRID), "x": quantity(chart)}
    joined = {"detail": {"field": "category"}, "order": {"field": "place"}}
    points = {"mark": {"type": "point", "filled": True, "opacity": 1}}
    return [
        {"mark": {"type": "line", "aria": False, "color": QUIET}, "encoding": where | joined},
        points | {"encoding": where | colours(chart) | shapes(chart) | sizes(chart) | SPOKEN},
    ]


def at_the_end(where):
    """The number at the end of its bar, or the words where there is none to draw."""
    mark = {"type": "text", "aria": False, "align": "left", "dx": 5, "fontSize": SIZE, "color": INK}
    across = where["x"] | {"field": "at"}
    return {"mark": mark, "encoding": where | {"x": across, "text": {"field": "end"}}}


def with_references(layers, chart):
    """Lines over the bars, numbers over the lines: each number clears a space around itself."""
    if not chart.reference_lines:
        return layers
    numbers_said = [layer for layer in layers if layer["mark"]["type"] == "text"]
    cleared = [layer | {"mark": layer["mark"] | CLEARS} for layer in numbers_said]
    drawn = [layer for layer in layers if layer not in numbers_said]
    return drawn + references(chart) + cleared + numbers_said


def references(chart):
    across = "y" if chart.kind == "line" else "x"
    return [
        {
            "data": {"values": [{"value": one.value, "words": f"{one.words}: {chart.said(one.value)}"}]},
            "mark": {"type": "rule", "strokeWidth": 2, "strokeDash": dash_of(place), "color": INK},
            "encoding": {across: {"field": "value", "type": "quantitative"}} | SPOKEN,
        }
        for place, one in enumerate(chart.reference_lines)
    ]


def dash_of(place):
    return list(REFERENCE_DASHES[place % len(REFERENCE_DASHES)])


LAYERS = {"line": line, "bar": bar, "grouped": grouped, "stacked": stacked, "dots": dots}
