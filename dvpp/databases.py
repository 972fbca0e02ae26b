"""Where PostgreSQL is, from an address; and how web processes are pooled before it."""

from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured


def from_address(url: str, name: str = "DATABASE_URL") -> dict:
    parts = urlsplit(url)
    if parts.scheme not in {"postgres", "postgresql"}:
        raise ImproperlyConfigured(f"{name} must begin with postgresql://")
    options = dict(parse_qsl(parts.query))
    return {
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": options.pop("host", "") or unquote(parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "OPTIONS": options,
    }


def through_a_pool(url: str) -> dict:
    """PgBouncer in transaction mode: each transaction may meet another server process (docs/decisions/0049).

    What a connection says when it opens reaches one of them and not the next, and ``options`` are refused: the role that
    it gives itself and for how long it waits are settings of its login. A cursor on the server would be lost.
    """
    return {**from_address(url, "DATABASE_POOL_URL"), "DISABLE_SERVER_SIDE_CURSORS": True}
