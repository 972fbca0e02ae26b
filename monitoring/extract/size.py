"""How many rows an extract would hold, counted without reading them, and how many it may (docs/decisions/0058)."""

from django.conf import settings

from monitoring.figures.facts import Facts
from monitoring.figures.period import Period

COUNT = """
select (select count(*) from referral)
    + (select count(*) from register g where g.happened and not (g.outcome = '' and g.state = 'planned'))
    + (select count(*) from partner)
    + (select count(*) from training)
    + (select count(*) from referrals_hismeasure m where m.referral_id in (select id from referral))
    + (select count(*) from iss_hermeasure m where m.file_id in (select id from partner)) as rows
"""


def rows_of(period: Period) -> int:
    """Of all files of an extract of ``period`` together."""
    [(rows,)] = Facts(period).rows(COUNT)
    return rows


def is_too_large(rows: int) -> bool:
    return rows > settings.EXTRACT_AT_MOST


def why_too_large(rows: int) -> str:
    """In words, with what to do instead. Thousands only: whoever asks learns no small count by it."""
    return (
        f"This would hold about {round(rows, -3):,} rows. An extract holds at most {settings.EXTRACT_AT_MOST:,}, "
        "and is never cut off. Choose a shorter period, or ask for several extracts that may be joined."
    )
