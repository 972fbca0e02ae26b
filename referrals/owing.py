"""What is owed about him beside his file, and stays owed when it ends: a file is never closed or completed quietly."""

from django.utils.timezone import localtime

from timescales.promises import Promise

# Reports that somebody waits for now, whatever becomes of him
REPORTS = (Promise.MIDWAY_REPORT, Promise.COMPLETION_REPORT)
OUTLIVES = (*REPORTS, Promise.REFER_BACK, Promise.TELL_OTHERS, Promise.END_MEASURES, Promise.REVIEW_RISK)
# Of these My Time hears once more at the end; the rest is told by paths of its own
ASKS = (*REPORTS, Promise.TELL_OTHERS)
_SAYS = []


def says(words_of):
    """Register ``words_of(referral) -> [sentence]``: what a room above knows to be owed when his file ends."""
    _SAYS.append(words_of)
    return words_of


def owed_reports(referral):
    """Running promises of reports, soonest due first."""
    return list(referral.deadlines.running().filter(promise__in=REPORTS).order_by("due_at"))


def before_closing(referral):
    """Sentences for whoever is about to close the file: what is owed now, and what will be."""
    found = [f"{in_words(deadline)}. It stays owed." for deadline in owed_reports(referral)]
    return found + [sentence for words_of in _SAYS for sentence in words_of(referral)]


def after_the_end(referral):
    """One sentence of what is owed now that the file has ended; empty where no report is owed and nobody to be told."""
    owed = list(referral.deadlines.running().filter(promise__in=OUTLIVES).order_by("due_at", "pk"))
    if not any(deadline.promise in ASKS for deadline in owed):
        return ""
    return f"Still owed: {'; '.join(in_words(deadline) for deadline in owed)}."


def in_words(deadline):
    return f"{deadline.promised} by {localtime(deadline.due_at):%-d %B %Y}"
