"""Keep the words in step with names, in the transaction of whoever makes or changes a man or a referral."""

from datetime import date

from accounts.many import write_many
from referrals.models import Referral, SearchWord

from .words import tokens_of

NAMED = ("pk", "reference", "received_date", "man__first_name", "man__last_name")


def keep_words(men):
    """Write the words of all referrals of ``men``, a list of models or keys."""
    files = Referral.objects.filter(man__in=men)
    SearchWord.objects.filter(referral__in=files).delete()
    words = (
        {"token": token, "newest": received or date.min, "referral_id": pk}
        for pk, reference, received, *names in files.values_list(*NAMED)
        for token in tokens_of(*names, reference=reference)
    )
    write_many(SearchWord, words)
