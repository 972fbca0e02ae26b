"""Filters that people of the demonstration have saved: what they look at every morning."""

from monitoring.saved.actions import save_filter
from monitoring.saved.lists import LISTS

SAVED = (
    ("facilitator", "referrals", "Overdue, mine", "holder=me&overdue=on"),
    ("manager", "referrals", "Suitable, no place yet", "status=suitable"),
    ("iss-worker", "her_files", "Late, mine", "due=late&whose=mine"),
)


def save_filters(people, *, at):
    for short, url, name, kept in SAVED:
        save_filter(LISTS[url], name=name, kept=kept, by=people[short], at=at)
