"""The address of the page of one row. Django is asked once in the life of the process which page it is, not for each row."""

from functools import cache

from django.urls import reverse

ANY = 7_420_031


def address(page, pk, *words):
    """As ``reverse(page, args=[pk, *words])``: of a page of the row with that key. ``words``: of a list that is ours."""
    before, after = _around(page, *words)
    return f"{before}{pk:d}{after}"


@cache
def _around(page, *words):
    before, _, after = reverse(page, args=[ANY, *words]).partition(str(ANY))
    return before, after
