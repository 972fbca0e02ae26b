"""One page in two tabs: nobody's answers are overwritten without their seeing it."""

import re

from .form import HIM, text

FIRST, SECOND = "11111111-1111-4111-8111-111111111111", "22222222-2222-4222-8222-222222222222"


def seen(page):
    return re.search(r'name="seen" value="([^"]*)"', page.content.decode()).group(1)


def typed(key, drawn, **changes):
    return HIM | changes | {"form_key": key, "seen": seen(drawn)}


def autosave(referrer, values):
    return referrer.client.post(referrer.url("draft_autosave", "him"), values)


def test_later_save_of_another_tab_is_asked_about_and_shows_both(referrer):
    drawn = referrer.open("him")
    assert referrer.save("him", typed(FIRST, drawn, phone="07700 900111")).status_code == 302
    answer = referrer.save("him", typed(SECOND, drawn, phone="07700 900222", email="g@test.example"))
    assert answer.status_code == 200
    words = text(answer)
    assert "This page was changed in another tab, 3 June 2026 at 12pm" in words
    for both in ("07700 900111", "07700 900222"):
        assert both in words
    assert "g@test.example" in answer.content.decode()
    assert "First name Gareth" not in words, "Answers that agree are not set beside each other"
    assert referrer.saved().data["him"]["phone"] == "07700 900111"


def test_choosing_what_is_typed_here_saves_it(referrer):
    drawn = referrer.open("him")
    referrer.save("him", typed(FIRST, drawn, phone="07700 900111"))
    mine = {"phone": "07700 900222"}
    both = referrer.save("him", typed(SECOND, drawn, **mine))
    assert referrer.save("him", typed(SECOND, both, **mine)).status_code == 302
    assert referrer.saved().data["him"]["phone"] == "07700 900222"


def test_what_the_other_tab_had_saved_is_there_when_the_page_is_opened_anew(referrer):
    drawn = referrer.open("him")
    referrer.save("him", typed(FIRST, drawn, phone="07700 900111"))
    referrer.save("him", typed(SECOND, drawn, phone="07700 900222"))
    assert 'value="07700 900111"' in referrer.open("him").content.decode()


def test_autosave_of_another_tab_overwrites_nothing(referrer):
    drawn = referrer.open("him")
    assert autosave(referrer, typed(FIRST, drawn, phone="07700 900111")).status_code == 204
    assert autosave(referrer, typed(SECOND, drawn, phone="07700 900222")).status_code == 200
    assert referrer.saved().data["him"]["phone"] == "07700 900111"


def test_one_tab_saves_as_often_as_it_likes(referrer):
    """Also where the answer to an autosave never arrived."""
    drawn = referrer.open("him")
    for phone in ("07700 900111", "07700 900112", "07700 900113"):
        assert autosave(referrer, typed(FIRST, drawn, phone=phone)).status_code == 204
    assert referrer.save("him", typed(FIRST, drawn, phone="07700 900114")).status_code == 302


def test_same_answers_from_two_tabs_are_nothing_to_choose_between(referrer):
    drawn = referrer.open("him")
    referrer.save("him", typed(FIRST, drawn))
    assert referrer.save("him", typed(SECOND, drawn)).status_code == 302


def test_row_added_in_another_tab_is_seen_too(referrer):
    from .form import CHILDREN

    drawn = referrer.open("children")
    more = {"seen": seen(drawn)}
    referrer.save(
        "children", CHILDREN | more | {"form_key": FIRST, "child_2_name": "Wren", "child_2_age": "3"}
    )
    answer = referrer.save("children", CHILDREN | more | {"form_key": SECOND})
    assert answer.status_code == 200
    assert "Wren" in text(answer)
