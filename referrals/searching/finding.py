"""Files by their words: equality alone, which the database may look up beneath row security too."""

from django.db.models import Exists, F, OuterRef

from referrals.models import SearchWord

from .words import asked, token


def found(files, text):
    """Those of the queryset of referrals of which every word of ``text`` begins a name or is a part of the reference.

    They carry ``newest``, so that a list in that order is read in the order of the words and stops after a page.
    """
    longest, *others = map(token, asked(text)) if asked(text) else (None,)
    if longest is None:
        return files.none()
    files = files.filter(search_words__token=longest).annotate(newest=F("search_words__newest"))
    for other in others:
        files = files.filter(Exists(SearchWord.objects.filter(referral=OuterRef("pk"), token=other)))
    return files
