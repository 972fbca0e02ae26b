"""Files by their words: equality alone, which the database may look up beneath row security too."""

from django.db.models import Exists, F, OuterRef

from referrals.models import SearchWord

from .words import asked, token


def found(files, text, *, areas=None):
    """Those of the queryset of referrals of which every word of ``text`` begins a name or is a part of the reference.

    They carry ``newest``, so that a list in that order is read in the order of the words and stops after a page.
    ``areas``: ids of areas outside of which none of ``files`` lies, where that is known: only their words are met.
    """
    longest, *others = map(token, asked(text)) if asked(text) else (None,)
    if longest is None:
        return files.none()
    here = {} if areas is None else {"search_words__area__in": areas}
    files = files.filter(search_words__token=longest, **here).annotate(newest=F("search_words__newest"))
    for other in others:
        # All words of a file carry its day: with it the whole key is known
        same = SearchWord.objects.filter(token=other, newest=OuterRef("newest"), referral=OuterRef("pk"))
        files = files.filter(Exists(same))
    return files
