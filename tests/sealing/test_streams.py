"""What is too long for memory: sealed piece by piece, and opened only whole, in order and in its place."""

from io import BytesIO

import pytest

from sealing.errors import KeyMissing, NotItsPlace, NotSealed
from sealing.keys import new_key, read_keys
from sealing.streams import PIECE, TAG, SealedReader, SealedWriter

KEYS = read_keys(f"{new_key('now')},{new_key('before')}")
HEAD = 14 + 1 + 3 + 16


def sealed(data, keys=KEYS, place="here"):
    file = BytesIO()
    out = SealedWriter(file, keys, place)
    for start in range(0, len(data), 100_000):
        out.write(data[start : start + 100_000])
    out.close()
    return file.getvalue()


def opened(box, keys=KEYS, place="here"):
    return b"".join(SealedReader(BytesIO(box), keys, place).pieces)


@pytest.mark.parametrize("size", [0, 1, PIECE - 1, PIECE, PIECE + 1, 3 * PIECE, 3 * PIECE + 5])
def test_what_was_written_is_read(size):
    data = bytes(number % 251 for number in range(size))
    assert opened(sealed(data)) == data
    reader = SealedReader(BytesIO(sealed(data)), KEYS, "here")
    assert b"".join(iter(lambda: reader.read(70_001), b"")) == data
    assert reader.size == size


def test_every_stream_has_a_key_of_its_own():
    assert sealed(b"the same")[HEAD:] != sealed(b"the same")[HEAD:]


def test_a_key_that_is_kept_behind_still_opens():
    before = read_keys("before:" + "A" * 43)
    both = read_keys(f"{new_key('now')},before:{'A' * 43}")
    assert opened(sealed(b"old", before), both) == b"old"
    with pytest.raises(KeyMissing):
        opened(sealed(b"new", both), before)


def test_whatever_is_changed_nothing_of_it_passes():
    box = sealed(bytes(2 * PIECE + 10))
    step = PIECE + TAG
    cut = box[: HEAD + step], box[: HEAD + 2 * step], box[:-1], box[:HEAD]
    swapped = (
        box[:HEAD] + box[HEAD + step : HEAD + 2 * step] + box[HEAD : HEAD + step] + box[HEAD + 2 * step :]
    )
    longer = box + b"x", box + box[HEAD:]
    for wrong in (*cut, swapped, *longer):
        with pytest.raises(NotItsPlace):
            opened(wrong)
    for place in (HEAD, HEAD + step + 3, len(box) - 1, HEAD - 1):
        changed = bytearray(box)
        changed[place] ^= 1
        with pytest.raises(NotItsPlace):
            opened(bytes(changed))


def test_it_opens_in_its_own_place_alone():
    with pytest.raises(NotItsPlace):
        opened(sealed(b"data"), place="there")
    with pytest.raises(NotItsPlace):
        opened(sealed(b"data"), keys=read_keys("now:" + "B" * 43))
    with pytest.raises(NotSealed):
        opened(b"PGDMP and so on")
