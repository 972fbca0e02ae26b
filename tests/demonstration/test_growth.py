"""The picture of how pages grow is made of what was measured."""

import json

import pytest
from django.core.management import CommandError, call_command


def measured(folder, cases, **ratios):
    pages = {name: {"ratio": {"cpu": ratio}} for name, ratio in ratios.items()}
    path = folder / f"{cases}.json"
    path.write_text(json.dumps({"cases": cases, "parts": {"pages": pages}}))
    return path


def test_each_page_is_drawn_at_each_size(tmp_path, capsys):
    many = measured(tmp_path, 1_000_000, list=2.25, inbox=2.5)
    few = measured(tmp_path, 1000, list=2.125, inbox=2.375)
    call_command("draw_growth", many, few)
    drawn = capsys.readouterr().out
    assert drawn.startswith("<svg")
    for said in ("1,000 cases", "1,000,000 cases", "list", "inbox"):
        assert said in drawn
    assert drawn.index("1,000 cases") < drawn.index("1,000,000 cases")
    # Another number is another picture
    call_command("draw_growth", measured(tmp_path, 1_000_000, list=9.5, inbox=2.5), few)
    assert capsys.readouterr().out != drawn


def test_one_size_is_no_growth(tmp_path):
    with pytest.raises(CommandError, match="Two files"):
        call_command("draw_growth", measured(tmp_path, 1000, list=2))
