"""What is sealed opens in its own place with its own key, and nowhere else; no message says what it was."""

import pytest

from sealing import KeyMissing, NotItsPlace, NotSealed, new_key, read_keys
from sealing.keys import BadKeys
from sealing.seal import Sealed, seal, unseal

HERE, THERE = "iss_safecontact.phone#file_id=1", "iss_safecontact.phone#file_id=2"
NUMBER = "07700 900456"


def test_it_opens_where_it_was_written_for(keys):
    assert unseal(seal(NUMBER, HERE), HERE) == NUMBER


def test_no_two_seals_are_alike(keys):
    assert seal(NUMBER, HERE) != seal(NUMBER, HERE)


@pytest.mark.parametrize("place", [THERE, HERE.replace("phone", "email"), HERE.replace("iss_", "new_")])
def test_in_another_row_column_or_table_it_is_refused(keys, place):
    with pytest.raises(NotItsPlace, match="written for another row or column"):
        unseal(seal(NUMBER, HERE), place)


def test_altered_by_one_letter_it_is_refused(keys):
    token = seal(NUMBER, HERE).token
    for at in range(len("s1.old."), len(token) - 4):
        other = "A" if token[at] != "A" else "B"
        with pytest.raises(NotItsPlace):
            unseal(Sealed(token[:at] + other + token[at + 1 :]), HERE)


def test_what_was_never_sealed_is_refused(keys):
    with pytest.raises(NotSealed, match=r"iss_safecontact.phone holds something that was never sealed"):
        unseal(Sealed(NUMBER), HERE)


def test_without_its_key_the_message_names_the_key_and_nothing_else(keys):
    sealed = seal(NUMBER, HERE)
    keys("new")
    with pytest.raises(KeyMissing, match=r"iss_safecontact.phone was sealed with the key old, which") as told:
        unseal(sealed, HERE)
    assert NUMBER not in str(told.value)
    assert "file_id" not in str(told.value)


def test_another_key_of_the_same_name_is_refused(keys, settings):
    sealed = seal(NUMBER, HERE)
    settings.FIELD_KEYS = read_keys(new_key("old"))
    with pytest.raises(NotItsPlace, match="another key called old"):
        unseal(sealed, HERE)


def test_the_first_key_writes_and_all_open(keys):
    before = seal(NUMBER, HERE)
    keys("new", "old")
    assert seal(NUMBER, HERE).key_name == "new"
    assert unseal(before, HERE) == NUMBER


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "No key is given"),
        ("secretsecretsecret", "Key 1 is not written as name:key"),
        ("Old:" + "a" * 43, "Key 1 is not written"),
        ("old:" + "a" * 20, "a key of 32 bytes"),
        (f"old:{'a' * 43},old:{'b' * 43}", "Two keys are called old"),
    ],
)
def test_bad_keys_are_refused_without_being_repeated(text, why):
    with pytest.raises(BadKeys, match=why) as told:
        read_keys(text)
    assert "aaaa" not in str(told.value)
    assert "secret" not in str(told.value)


def test_keys_and_seals_never_show_themselves(keys, settings):
    assert repr(settings.FIELD_KEYS) == "FieldKeys()"
    assert f"{seal(NUMBER, HERE)} {seal(NUMBER, HERE)!r}" == "<sealed> <sealed>"
