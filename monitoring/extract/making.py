"""What the worker does for an extract: read, write, keep; and let it go when its time is over."""

from datetime import timedelta

from django.conf import settings

from accounts.acting import one_act
from accounts.identity import SYSTEM, acting_as
from audit.trail import record
from monitoring.figures.period import Period
from monitoring.models import Extract

from .columns import ABOUT_HIM
from .pseudonyms import Pseudonyms
from .reading import Reading
from .size import is_too_large, rows_of
from .writing import digest, zipped


@one_act
def make_extract(extract, *, at):
    """Make what was approved. True for the one caller who did.

    What has grown too large since it was approved is marked so, and not made: nothing is cut off.
    """
    extract = Extract.objects.select_for_update().to_make().filter(pk=extract.pk).first()
    if extract is None:
        return False
    names = Pseudonyms(settings.EXTRACT_KEY, extract.key_label)
    period = Period(extract.first_day, extract.last_day, as_at=at)
    rows = rows_of(period)
    if is_too_large(rows):
        return _leave(extract, rows, at=at)
    extract.expires_at = at + timedelta(days=settings.EXTRACT_VALID_DAYS)
    extract.content, extract.rows = zipped(Reading(period, names, extract.left_out), _about(extract, at))
    extract.digest, extract.key_mark, extract.made_at = digest(extract.content), names.mark, at
    extract.save(update_fields=["content", "rows", "digest", "key_mark", "made_at", "expires_at"])
    record("extract.made", extract, by=None, at=at, rows=extract.rows)
    return True


def _leave(extract, rows, *, at):
    extract.too_many = rows
    extract.save(update_fields=["too_many"])
    record("extract.too_large", extract, by=None, at=at, rows=rows)
    return False


def let_extracts_go(*, at):
    """Files whose days are over go; what was asked, decided and done stays. Nobody is alerted: 0."""
    for extract in Extract.objects.outlived(at).only("pk", "reference"):
        with acting_as(SYSTEM):
            gone = Extract.objects.outlived(at).filter(pk=extract.pk).update(content=None, gone_at=at)
            if gone:
                record("extract.gone", extract, by=None, at=at)
    return 0


def _left_out(extract):
    words = ", ".join(ABOUT_HIM[code][0].lower() for code in extract.left_out)
    return f", or left out because the purpose does not need it: {words}" if words else ""


def _about(extract, at):
    return f"""{extract.reference}: extract of cases for {extract.evaluator}, {extract.organisation}

Purpose: {extract.purpose}
Basis: {extract.basis}
Referrals received: {extract.period}. As known on {at:%Y-%m-%d}.

- It is for this person and this purpose only. Do not pass it on, and delete it when the purpose is reached.
- References are keyed and lead back to nobody. Do not try to recognise anybody; small groups may be recognised by
  somebody who knows them. Publish no count under 5 and nothing of fewer than 10.
- All days of one file are moved together: days between two are exact, the days themselves are not true.
- An empty cell is "not recorded"{_left_out(extract)}. What each column holds is in dictionary.csv.
- What partners say and what men say are two voices. Never average them.
"""
