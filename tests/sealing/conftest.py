import pytest

from sealing import new_key, read_keys


@pytest.fixture
def keys(settings):
    """Seal with keys of these names, the first writes: keys("new", "old")."""
    lines = {}

    def give(*names):
        settings.FIELD_KEYS = read_keys(",".join(lines.setdefault(name, new_key(name)) for name in names))

    give("old")
    return give
