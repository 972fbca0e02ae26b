"""A box that hangs under an answer hangs under one that can be given: otherwise nobody ever sees it."""

from django.urls import get_resolver

from forms import GovForm


def kinds(kind):
    for each in kind.__subclasses__():
        yield each
        yield from kinds(each)


def test_what_an_answer_reveals_can_be_revealed():
    assert get_resolver().url_patterns  # every room has been read
    wrong, looked_at = [], 0
    for form in set(kinds(GovForm)):
        for name, by_value in form.reveals.items():
            offered = {str(value) for value, _ in getattr(form.base_fields.get(name), "choices", ())}
            looked_at += bool(offered)
            wrong += [
                f"{form.__name__}.{name}: {value}"
                for value in by_value
                if offered and str(value) not in offered
            ]
    assert wrong == []
    assert looked_at > 20
