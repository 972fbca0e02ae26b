"""The address of the page of one row. Django is asked once in the life of the process which page it is, not for each row."""

from functools import cache

from django.urls import reverse

ANY = 7_420_031


def address(page, pk):
    """As ``reverse(page, args=[pk])``, of a page whose one part is the key of a row."""
    before, after = _around(page)
    return f"{before}{pk:d}{after}"


@cache
def _around(page):
    before, _, after = reverse(page, args=[ANY]).partition(str(ANY))
    return before, after
