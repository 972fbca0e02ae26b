"""The demonstration's own pages: where the site is no demonstration they exist for nobody."""

from .policy import Row

ROWS = {
    "demonstration": Row(public=True, status=404),
    "demonstration_enter": Row(public=True, method="post", status=404),
    "demonstration_time": Row(public=True, status=404),
    "demonstration_move": Row(public=True, method="post", status=404),
}
