"""Words in another language are written, and replaced. What has been written to anybody stays as it was."""

from accounts.acting import one_act
from accounts.refusal import Refused
from audit.trail import record

from .models import Wording
from .wordings import faults


@one_act
def write_words(*, occasion, language, words, by, at):
    """The words hold for what is written from now on; texts that wait already go in the words that held before."""
    if said := faults(words, occasion):
        raise Refused(". ".join(said))
    standing = (
        Wording.objects.standing().select_for_update().filter(occasion=occasion, language__iexact=language)
    )
    standing.update(replaced_at=at)
    wording = Wording.objects.create(occasion=occasion, language=language, words=words, by=by, at=at)
    record("wording.written", wording, by=by, at=at, occasion=occasion, language=language)
    return wording
