"""Who of all men may be the one described: a few index look-ups, and a comparison of the likeliest.

Nothing here grows with the number of men: each key gives at most ``PER_KEY`` of them, and of all these at most
``COMPARED`` are read and compared, those first who share the rarest keys.
"""

from collections import Counter, defaultdict
from dataclasses import dataclass

from django.db import connection

from accounts.acting import for_the_service
from referrals.models import Man, NotTheSame

from .keys import WEIGHTS, tokens
from .remembering import describe_all
from .scoring import Band, Likeness, could_be, likeness

# [D] Bounds on the work of one search
PER_KEY, COMPARED = 400, 150

SHARED = """
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
    return find_all([(description, but)], among=among, most=most)[0]


def find_all(asked, *, among, most=5, compared=COMPARED):
    """The same for several at once, in as many queries: a list of lists in the order of ``asked``."""
    keys = [tokens(description) for description, _ in asked]
    sharing = _sharing({token for mine in keys for token in mine})
    apart = _told_apart([man.pk for _, man in asked if man is not None])
    candidates = [
        _likeliest(
            {token: sharing[token] for token in mine}, mine, apart.get(man and man.pk, ()), among, compared
        )
        for mine, (_, man) in zip(keys, asked, strict=True)
    ]
    men = among.in_bulk({pk for each in candidates for pk in each})
    namesakes = [_namesakes(mine, sharing) for mine in keys]
    possible = [
        [men[pk] for pk in likeliest if pk in men and could_be(description, men[pk], namesakes=number)]
        for (description, _), likeliest, number in zip(asked, candidates, namesakes, strict=True)
    ]
    told = describe_all({man.pk: man for each in possible for man in each}.values())
    return [
        _compared(description, [(man, told[man.pk]) for man in each], number)[:most]
        for (description, _), each, number in zip(asked, possible, namesakes, strict=True)
    ]


def _compared(description, others, namesakes):
    found = [Finding(man, likeness(description, other, namesakes=namesakes)) for man, other in others]
    found = [each for each in found if each.likeness.band != Band.NO]
    return sorted(found, key=lambda each: (-each.likeness.score, -each.man.pk))


def _namesakes(mine, sharing):
    """How many men bear two names that sound like his."""
    return max((len(sharing[token]) for token, kind in mine.items() if kind == "names"), default=0)


@for_the_service("which keyed hashes are shared; men are then read under the name of whoever asks")
def _sharing(wanted):
    """{token: [pk of a man]}"""
    shared = defaultdict(list)
    with connection.cursor() as cursor:
        cursor.execute(SHARED, [list(wanted), PER_KEY])
        for token, man in cursor.fetchall():
            shared[token].append(man)
    return shared


@for_the_service("whom somebody has told apart, as keys only")
def _told_apart(men):
    """{pk of a man: those who are not he, himself included}"""
    apart = {man: {man} for man in men}
    for one, other in NotTheSame.objects.among(men).values_list("man", "other") if men else ():
        for man, not_he in ((one, other), (other, one)):
            if man in apart:
                apart[man].add(not_he)
    return apart


def _likeliest(shared, mine, apart, among, compared):
    """Those with the most, the weightiest and the rarest keys in common."""
    worth = Counter()
    for token, men in shared.items():
        for man in men:
            worth[man] += WEIGHTS[mine[token]] * (0.1 + 1 / (1 + len(men)) ** 0.5)
    for man in apart:
        worth.pop(man, None)
    if len(worth) > compared:
        # Whoever may not be known of takes nobody's place
        seen = set(among.filter(pk__in=list(worth)).values_list("pk", flat=True))
        worth = Counter({man: value for man, value in worth.items() if man in seen})
    return [man for man, _ in worth.most_common(compared)]
