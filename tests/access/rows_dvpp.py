"""What belongs to no room."""

from .policy import Row

ROWS = {"healthz": Row(public=True)}
