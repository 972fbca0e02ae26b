"""The lists whose filters can be saved, and what of an address may be: what was chosen, never what was typed."""

import re
from calendar import month_name
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse
from django_filters import FilterSet

from accounts.roles import Permission
from iss.filters import HerFilesFilter
from joint.filters import PairsFilter
from joint.following.filters import FollowingFilter
from referrals.filters import ReferralFilter

# Free text: a name or a reference in an address that is kept would be somebody's
SEARCHED = frozenset({"q", "reference", "holder_name"})
# Codes, keys and numbers of days; nothing that could be a name
_CHOSEN = re.compile("[a-z0-9_-]{1,40}|" + "|".join(filter(None, month_name)))


@dataclass(frozen=True)
class Listed:
    """``url``: also its key here. ``tabs``: what is always chosen, and so narrows nothing by itself."""

    url: str
    words: str
    permission: Permission
    filters: tuple[type[FilterSet], ...]
    tabs: frozenset[str] = frozenset()

    @property
    def names(self) -> frozenset[str]:
        named = {name for filters in self.filters for name in filters.base_filters}
        return frozenset(named | self.tabs) - SEARCHED

    def kept_of(self, asked: Any) -> str:
        """What of ``asked``, a QueryDict, is kept: as it stands behind a question mark, always in one order."""
        chosen = sorted(
            (name, value)
            for name in asked
            if name in self.names or re.sub(r"_\d$", "", name) in self.names
            for value in asked.getlist(name)
            if _CHOSEN.fullmatch(value)
        )
        return urlencode(chosen)

    def narrows(self, kept: str) -> bool:
        """Whether more than a tab is chosen."""
        return any(name not in self.tabs for name in QueryDict(kept))

    def address(self, kept: str) -> str:
        return f"{reverse(self.url)}?{kept}"


LISTS = {
    listed.url: listed
    for listed in (
        Listed(
            "referrals",
            "Referrals",
            Permission.SEE_HIS_FILES,
            (ReferralFilter, FollowingFilter),
            frozenset({"show"}),
        ),
        Listed("her_files", "Her files", Permission.SEE_HER_FILES, (HerFilesFilter,), frozenset({"whose"})),
        Listed("joint", "Joint table", Permission.JOINT_TABLE, (PairsFilter,), frozenset({"show"})),
    )
}
