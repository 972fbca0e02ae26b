"""Names of the demonstration: invented, always the same, and on numbers that nobody answers."""

import re

from demonstration.cohort.names import invented_man, invented_woman

DRAMA = re.compile(r"07700 900\d{3}|0121 496 0\d{3}|01632 960\d{3}")


def test_numbers_are_kept_for_drama():
    for number in range(2000):
        assert DRAMA.fullmatch(invented_man(f"P{number:04}").phone)
        assert DRAMA.fullmatch(invented_woman(f"ISS{number:04}").phone)


def test_a_reference_keeps_its_name_and_names_differ():
    assert invented_man("P0001") == invented_man("P0001")
    men = {(man.first_name, man.last_name) for man in (invented_man(f"P{n:04}") for n in range(959))}
    assert len(men) > 700
