"""Where PostgreSQL is, from an address; how web processes are pooled before it, and where its replica is."""

from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured
from django.db.backends.postgresql.psycopg_any import IsolationLevel

# Nobody waits for a replica that is away: how long for it to answer, and to notice that it has gone (libpq)
GIVEN_UP = {
    "connect_timeout": "2",
    "tcp_user_timeout": "5000",
    "keepalives_idle": "5",
    "keepalives_interval": "2",
    "keepalives_count": "2",
}


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


def replica(url: str, patience: dict[str, int]) -> dict:
    """Straight to a streaming replica, as nobody until somebody asks (docs/decisions/0052).

    Each transaction has one snapshot: the numbers of one page belong together.
    """
    found = from_address(url, "DATABASE_REPLICA_URL")
    said = with_patience(patience, found["OPTIONS"].get("options", ""))
    own = {"assume_role": "dvpp_app", "isolation_level": IsolationLevel.REPEATABLE_READ, "options": said}
    return found | {"OPTIONS": GIVEN_UP | found["OPTIONS"] | own}


def with_patience(milliseconds: dict[str, int], given: str) -> str:
    """What is said when a connection opens. What the address says comes last, and holds."""
    limits = " ".join(f"-c {name}={value}" for name, value in milliseconds.items())
    return f"{limits} {given}".strip()
