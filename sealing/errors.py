"""What can go wrong. No message ever holds a value or a key: they end up in logs and on screens."""


class SealError(Exception):
    """Something sealed could not be opened."""


class KeyMissing(SealError):
    """The key it was sealed with is not among those given."""


class NotItsPlace(SealError):
    """It was sealed for another row or column, or altered since."""


class NotSealed(SealError):
    """A sealed column holds something that was never sealed."""


class CannotBeSearched(SealError):
    """A query compares a sealed column with a value, or writes to it without the row."""
