"""Keep a filter under a name, rename it, throw it away."""

from accounts.acting import one_act
from accounts.models import User
from accounts.refusal import Refused
from audit.trail import record
from monitoring.models import SavedFilter

MOST, LONGEST = 12, 500


@one_act
def save_filter(listed, *, name, kept, by, at):
    """``kept``: what ``Listed.kept_of`` leaves of an address. The trail has neither it nor the name."""
    mine = _mine(by, listed.url)
    if not listed.narrows(kept):
        raise Refused("Choose something to filter by first. A search for a name or reference is never saved.")
    if len(kept) > LONGEST:
        raise Refused("Choose fewer things to filter by: this is too much to keep.")
    if mine.filter(asked=kept).exists():
        raise Refused(f"You have saved this already, as “{mine.filter(asked=kept).first()}”.")
    if mine.count() >= MOST:
        raise Refused(f"You have {MOST} for this list. Remove one that you no longer use.")
    _refuse_a_second(mine, name)
    saved = SavedFilter.objects.create(person=by, listed=listed.url, name=name, asked=kept, at=at)
    record("filter.saved", by, by=by, at=at, listed=listed.url)
    return saved


@one_act
def rename_filter(saved, *, name, by, at):
    _refuse_a_second(_mine(by, saved.listed).exclude(pk=saved.pk), name)
    SavedFilter.objects.filter(pk=saved.pk, person=by).update(name=name)
    record("filter.renamed", by, by=by, at=at, listed=saved.listed)


@one_act
def remove_filter(saved, *, by, at):
    SavedFilter.objects.filter(pk=saved.pk, person=by).delete()
    record("filter.removed", by, by=by, at=at, listed=saved.listed)


def _mine(person, listed):
    """One at a time of each person: two at once would both find room."""
    User.objects.select_for_update(of=("self",), no_key=True).get(pk=person.pk)
    return SavedFilter.objects.filter(person=person, listed=listed)


def _refuse_a_second(others, name):
    if others.filter(name__iexact=name).exists():
        raise Refused(f"You have one called “{name}” for this list already. Choose another name.")
