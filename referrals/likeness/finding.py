"""Who of all men may be the one described: a few index look-ups, and a comparison of the likeliest.

Nothing here grows with the number of men: each key gives at most ``PER_KEY`` of them, and of all these at most
``COMPARED`` are read and compared, those first who share the rarest keys.
"""

from collections import Counter, defaultdict
from dataclasses import dataclass

from django.db import connection

from referrals.models import Man, NotTheSame

from .keys import WEIGHTS, tokens
from .remembering import describe_all
from .scoring import Band, Likeness, likeness

# [D] Bounds on the work of one search
PER_KEY, COMPARED = 400, 150

_SHARED = """
    select key.token, shared.man_id
    from unnest(%s::bigint[]) as key (token)
    cross join lateral (
        select man_id from referrals_mankey where token = key.token order by man_id limit %s
    ) as shared
"""


@dataclass(frozen=True)
class Finding:
    man: Man
    likeness: Likeness

    @property
    def is_likely(self):
        return self.likeness.band == Band.SAME


def find(description, *, among, but=None, most=5):
    """Up to ``most`` Findings of who the described man may be, likeliest first.

    ``among``: the men whom the asker may know of, such as ``Man.objects.visible_to(user)``. ``but``: the man himself,
    where he is stored already; whoever has been told apart from him is left out too.
    """
    mine = tokens(description)
    by_key = _sharing(mine)
    apart = _told_apart(but)
    shared = {token: [man for man in men if man not in apart] for token, men in by_key.items()}
    likeliest = _likeliest(shared, mine, among)
    men = list(among.filter(pk__in=likeliest))
    descriptions = describe_all(men)
    namesakes = _namesakes(mine, by_key)
    found = [Finding(man, likeness(description, descriptions[man.pk], namesakes=namesakes)) for man in men]
    found = [each for each in found if each.likeness.band != Band.NO]
    return sorted(found, key=lambda each: (-each.likeness.score, -each.man.pk))[:most]


def _sharing(mine):
    """{token: [pk of a man]}"""
    with connection.cursor() as cursor:
        cursor.execute(_SHARED, [list(mine), PER_KEY])
        shared = defaultdict(list)
        for token, man in cursor.fetchall():
            shared[token].append(man)
    return shared


def _told_apart(man):
    if man is None:
        return set()
    pairs = NotTheSame.objects.of(man).values_list("man", "other")
    return {man.pk, *(pk for pair in pairs for pk in pair)}


def _likeliest(shared, mine, among):
    """Those with the most, the weightiest and the rarest keys in common."""
    worth = Counter()
    for token, men in shared.items():
        for man in men:
            worth[man] += WEIGHTS[mine[token]] * (0.1 + 1 / (1 + len(men)) ** 0.5)
    if len(worth) > COMPARED:
        seen = set(among.filter(pk__in=list(worth)).values_list("pk", flat=True))
        worth = Counter({man: value for man, value in worth.items() if man in seen})
    return [man for man, _ in worth.most_common(COMPARED)]


def _namesakes(mine, shared):
    """How many men bear two names that sound like his."""
    return max((len(shared[token]) for token, kind in mine.items() if kind == "names"), default=0)
