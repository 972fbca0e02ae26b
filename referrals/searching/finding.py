"""Files by their words: equality alone, which the database may look up beneath row security too."""

from django.db.models import Count, Exists, F, OuterRef, Subquery

from referrals.models import SearchWord

from .words import asked, pair_asked, token


def found(files, text, *, areas=None, by_two=False):
    """Those of the queryset of referrals of which every word of ``text`` begins a name or is a part of the reference.

    They carry ``newest``, so that a list in that order is read in the order of the words and stops after a page.
    ``areas``: ids of areas outside of which none of ``files`` lies, where that is known: only their words are met.
    ``by_two``: meet what has two of the words, and not all that has the longest; what was written by the version
    before them has no pairs, so whoever finds nothing this way looks again without (``has_two``).
    """
    words = asked(text)
    if not words:
        return files.none()
    pair = pair_asked(words) if by_two else ""
    first, *others = map(token, [pair, *words] if pair else words)
    here = {} if areas is None else {"search_words__area__in": areas}
    files = files.filter(search_words__token=first, **here).annotate(newest=F("search_words__newest"))
    return _with_all(files, others) if pair else _with_each(files, others)


def _with_all(files, tokens):
    """Asked of each file by itself, of which there are few: what can be joined is planned for longer than it takes."""
    theirs = _same_file().filter(token__in=tokens).order_by().values("referral")
    return files.alias(had=Subquery(theirs.annotate(had=Count("pk")).values("had"))).filter(had=len(tokens))


def _with_each(files, tokens):
    for other in tokens:
        files = files.filter(Exists(_same_file().filter(token=other)))
    return files


def _same_file():
    """All words of a file carry its day: with it the whole key is known."""
    return SearchWord.objects.filter(newest=OuterRef("newest"), referral=OuterRef("pk"))


def has_two(text):
    """Whether ``by_two`` makes a difference to a search for ``text``."""
    return bool(pair_asked(asked(text)))
