"""One definition gives the picture and the table; the picture is safe, named and never told by colour alone."""

import re
from xml.etree import ElementTree

import pytest
from django.template import Context, Template

import charts
from charts import Chart
from paper.documents import from_html
from tests.paper.reading import reader, tags, words

STAGES = (("Initial", 1, 2.4), ("Midway", None, 1.2), ("End", 4, "<5"))
COLUMNS = ("When", "How safe she feels", "How often he was abusive")
ROWS = {
    "line": (COLUMNS, STAGES),
    "grouped": (COLUMNS, STAGES),
    "dots": (COLUMNS, STAGES),
    "stacked": (COLUMNS, STAGES),
    "bar": (COLUMNS[:2], tuple(row[:2] for row in STAGES)),
}


def a_chart(kind="line", **more):
    columns, rows = ROWS[kind]
    return Chart("She feels safer", "How safe does she feel?", rows, columns, kind, **more)


def on_the_page(chart, options=""):
    return Template(f"{{% load dvpp_tags %}}{{% chart chart {options} %}}").render(Context({"chart": chart}))


@pytest.mark.parametrize("kind", charts.KINDS)
def test_a_picture_is_named_and_takes_no_style_and_no_script(kind):
    drawn = charts.svg(a_chart(kind))
    root = ElementTree.fromstring(drawn)
    assert root.get("role") == "img"
    assert root[0].tag.endswith("title")
    assert root[0].text == "She feels safer"
    assert not re.search(r"\sstyle=|<style|<script|href=|\son[a-z]+=", drawn)
    assert 'role="graphics' not in drawn


@pytest.mark.parametrize("kind", charts.KINDS)
def test_every_number_of_the_table_can_be_pointed_at_in_the_picture(kind):
    chart = a_chart(kind, unit="%")
    titles = {
        one.text for one in ElementTree.fromstring(charts.svg(chart)).iter() if one.tag.endswith("title")
    }
    for name, *cells in chart.rows:
        for series, value in zip(chart.series, cells, strict=True):
            pointed = f"{name}, {series}: {chart.said(value)}"
            assert (pointed in titles) == isinstance(value, int | float), pointed


@pytest.mark.parametrize("kind", charts.KINDS)
@pytest.mark.parametrize("series", [1, 2, 4])
def test_every_measure_of_the_picture_is_a_number(kind, series):
    """A browser complains of a path that holds none, and draws nothing of it."""
    if kind == "bar" and series > 1:
        return
    rows = [(f"Row {n}", *range(n, n + series)) for n in range(3)] + [("Last", *[None] * series)]
    drawn = charts.svg(Chart("A", "B", rows, ("When", *"abcd"[:series]), kind))
    assert "NaN" not in drawn


def test_the_table_beside_it_has_the_same_rows_and_says_what_is_missing():
    page = on_the_page(a_chart())
    cells = re.findall(r'<div class="app-cell">(.*?)</div>', page)
    assert cells == ["Initial", "1", "2.4", "Midway", "Not recorded", "1.2", "End", "4", "&lt;5"]


@pytest.mark.parametrize("kind", ["line", "grouped", "stacked", "dots"])
def test_series_differ_by_more_than_their_colour(kind):
    """Without colour, each series of six is still drawn in its own way."""
    columns = ("Area", *"ABCDEF")
    drawn = charts.svg(
        Chart("Six", "Which?", [("One", 1, 2, 3, 4, 5, 6), ("Two", 2, 3, 4, 5, 6, 7)], columns, kind)
    )
    if kind in ("grouped", "stacked"):
        assert len(set(re.findall(r'<pattern [^>]*>.*?<path d="([^"]+)"', drawn))) == 5
    else:
        marks = re.findall(r' d="([^"]+)"[^>]*><title>(?:One|Two), ([A-F])', drawn)
        assert len({(shape, series) for shape, series in marks}) == 6
        assert len({shape for shape, _ in marks}) == 6


def test_a_name_cannot_break_out_of_the_picture_or_the_page():
    nasty = "<script>alert(1)</script>\"&'"
    page = on_the_page(Chart(nasty, nasty, [(nasty, 1, 2)], (nasty, nasty + "a", nasty + "b"), "grouped"))
    assert "<script" not in page


def test_a_gap_is_left_where_nothing_is_recorded():
    """A line is not drawn across a stage that was not recorded; the stage keeps its place."""
    drawn = charts.svg(
        Chart("A", "B", [("One", 1), ("Two", None), ("Three", 3), ("Four", 4)], ("When", "A"), "line")
    )
    assert ">Two</text>" in drawn
    path = re.search(r' d="(M[^"]+)"[^>]*stroke="#12436d"', drawn)[1]
    assert path.count("M") == 2


def test_a_line_to_read_by_says_what_it_is_and_whence():
    chart = a_chart(reference_lines=[(3, "Target", "Agreed for 2018/19")])
    assert "Target: 3" in charts.svg(chart)
    assert "Target: Agreed for 2018/19" in on_the_page(chart)


def test_no_line_to_read_by_crosses_a_number():
    """A number clears a space around itself, over the line."""
    drawn = charts.svg(a_chart("bar", reference_lines=[(4, "Target", "Agreed for 2018/19")], unit="%"))
    line = drawn.index("Target: 4%")
    cleared, said = (found.start() for found in re.finditer(">4%</text>", drawn))
    assert line < cleared < said
    assert 'stroke="#ffffff"' in drawn[:cleared].rpartition("<text")[2]


def test_nothing_recorded_is_said_in_words_and_not_drawn():
    empty = Chart("She feels safer", "How safe?", [("Initial", None)], ("When", "Safe"), "line")
    assert charts.svg(empty) == ""
    assert "no number is recorded" in on_the_page(empty)
    assert "<svg" not in on_the_page(Chart("Nothing", "At all?", [], ("When", "Safe"), "line"))


def test_the_same_chart_is_drawn_once_and_the_same_way():
    assert charts.svg(a_chart()) is charts.svg(a_chart())
    before = str(charts.svg(a_chart()))
    charts.svg.cache_clear()
    assert charts.svg(a_chart()) == before


@pytest.mark.parametrize("wrong", [{"kind": "pie"}, {"rows": [("One", 1, 2)]}, {"columns": ("a", "b", "c")}])
def test_a_chart_that_cannot_be_drawn_is_refused(wrong):
    parts = {
        "title": "A",
        "question": "B",
        "rows": [("One", 1)],
        "columns": ("When", "A"),
        "kind": "bar",
    } | wrong
    with pytest.raises(ValueError):
        Chart(**parts)


def test_on_paper_it_is_a_tagged_figure_with_its_table():
    page = (
        '{% extends "paper/base.html" %}{% load dvpp_tags %}{% block title %}A{% endblock %}'
        "{% block heading %}A{% endblock %}{% block content %}{% chart chart paper=True %}{% endblock %}"
    )
    document = from_html(Template(page).render(Context({"chart": a_chart("grouped")})))
    found = tags(document)
    assert "Figure" in found
    assert found.index("Figure") < found.index("Table")
    assert "She feels safer" in words(document)
    assert "Midway Not recorded 1.2" in words(document)
    assert b"pdfuaid" in reader(document).root_object["/Metadata"].get_data()
    assert alternatives(reader(document).root_object["/StructTreeRoot"])


def alternatives(node):
    """What a screen reader says of each figure of the document."""
    node = node.get_object() if hasattr(node, "get_object") else node
    if isinstance(node, list):
        return [said for one in node for said in alternatives(one)]
    if not isinstance(node, dict):
        return []
    own = [node["/Alt"]] if node.get("/S") == "/Figure" and node.get("/Alt") else []
    return own + alternatives(node.get("/K"))
