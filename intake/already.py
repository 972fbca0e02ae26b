"""Whether the man of a draft has been referred before, said while the form is filled in.

Only among the referrals that the referrer may see; the single point of contact looks among all.
"""

from django.utils.timezone import localtime

from referrals.likeness import Description, Kid, find
from referrals.models import Man, Referral
from referrals.statuses import Status

from .again import ENDED

SHOWN = 3


def referred_already(draft, pages, *, by, at):
    """[(referral, whether it has ended)] of men who are, or may be, the man of the draft; his latest each.

    ``pages``: what the finished pages say (``pages.cleaned``). Nothing until it is known who he is.
    """
    him = pages.get("him")
    if him is None:
        return []
    followed = draft.follows.man if draft.follows_id else None
    described = _described(him, pages.get("children", {}), localtime(at).date())
    found = find(described, among=Man.objects.visible_to(by), but=followed, most=SHOWN)
    latest = [_latest(each.man, by) for each in found]
    return [(referral, referral.status in ENDED) for referral in latest if referral]


def _latest(man, by):
    seen = Referral.objects.visible_to(by).filter(man=man).exclude(status=Status.MERGED)
    return seen.select_related("man").by_newest().first()


def _described(him, children, today):
    kids = tuple(Kid.aged(child["age"], today, child["first_name"]) for child in children.get("children", ()))
    told = {name: him[name] for name in ("first_name", "last_name", "date_of_birth", "phone", "address")}
    return Description(**told, children=kids)
