"""Which letters are owed: worked out from the record each time, so that none is forgotten and none outlives its fact.

An appointment that moves is another appointment: its letter is owed, and the one before no longer is.
"""

from dataclasses import dataclass

from django.conf import settings
from django.db.models import Exists, F, OuterRef
from django.utils.timezone import localtime

from programme.models import Attendance, Enrolment, Letter
from referrals.models import AssessmentOffer, Referral, StatusChange
from referrals.models.man import Reminders
from referrals.models.referral import RUNS
from referrals.statuses import Status
from texts.models import Text
from texts.occasions import Occasion

from .kinds import MANNERS, LetterKind

_ENDS = {
    Status.UNSUITABLE: LetterKind.NOT_SUITABLE,
    Status.CLOSED: LetterKind.CLOSED,
    Status.COMPLETED: LetterKind.CERTIFICATE,
}


@dataclass(frozen=True)
class Owed:
    """``letter``: the draft or the issued one that has not gone yet, or None where nobody has begun."""

    kind: LetterKind
    referral: object
    fact: object
    since: object
    letter: object = None

    @property
    def words(self):
        if self.letter is None:
            return "Write it"
        return "Send it" if self.letter.issued_at else "Finish it"


def owed(referrals, *, at):
    """[Owed], the longest waiting first, of ``referrals`` (a queryset), in the same few queries however many."""
    found = [(kind, row) for kind, rows in _facts(referrals, at).items() for row in rows]
    found += [(_ENDS[row.to_status], row) for row in _ended(referrals, at)]
    # Once and by their keys: to plan under row security how each kind of fact is joined to men takes longer than to look
    files = Referral.objects.select_related("man", "area").in_bulk({row.referral_id for _, row in found})
    settled, begun = _letters(list(files))
    owed = []
    for kind, row in found:
        row.referral = files[row.referral_id]
        if (kind, row.pk) not in settled:
            owed.append(Owed(kind, row.referral, row, _since(kind, row), begun.get((kind, row.pk))))
    return sorted(owed, key=lambda each: (each.since, each.referral.pk))


def is_owed(referral, kind, fact, *, at):
    """Whether the fact still stands as the letter would say it."""
    own = type(referral).objects.filter(pk=referral.pk)
    if kind in _ENDS.values():
        return any(_ENDS[row.to_status] == kind and row.pk == fact.pk for row in _ended(own, at))
    return _facts(own, at)[kind].filter(pk=fact.pk).exists()


def _facts(referrals, at):
    offers = AssessmentOffer.objects.filter(outcome="", appointment_at__gt=at)
    places = Enrolment.objects.filter(ended_at=None, first_session__starts_at__gt=at)
    places = places.filter(referral__status=Status.ON_PROGRAMME)
    places = places.select_related("first_session__group__venue")
    said = Text.objects.filter(
        about_model="referrals.referral",
        about_id=OuterRef("referral"),
        thing_id=OuterRef("session"),
        occasion=Occasion.MISSED,
        dropped_because="",
    )
    # Who was sent a text is not written to besides; who wants no reminders is rung
    missed = Attendance.objects.missed_without_word().filter(at__gte=at - settings.LETTERS_OWED_FOR)
    missed = missed.exclude(referral__man__reminders=Reminders.NONE).exclude(Exists(said))
    return {
        LetterKind.APPOINTMENT: offers.filter(referral__in=referrals),
        # Said once more, so that of all the files there ever were those are looked at that run
        LetterKind.PLACE: places.filter(referral__in=referrals.filter(RUNS)),
        LetterKind.MISSED: missed.select_related("session").filter(referral__in=referrals),
    }


def _ended(referrals, at):
    """The moves that brought the files to where they ended, of the last weeks; what was imported owes nothing."""
    since = at - settings.LETTERS_OWED_FOR
    rows = StatusChange.objects.filter(
        referral__in=referrals.ended_since(localtime(since).date()),
        to_status=F("referral__status"),
        at__gte=since,
    )
    later = StatusChange.objects.filter(referral=OuterRef("referral"), pk__gt=OuterRef("pk"))
    return rows.exclude(Exists(later))


def _letters(referrals):
    """What is settled, and what has been begun and not gone: {(kind, id of the fact): Letter}. The latest counts."""
    settled, begun = set(), {}
    for letter in Letter.objects.filter(referral__in=set(referrals)).order_by("pk"):
        key = (letter.kind, getattr(letter, f"{MANNERS[LetterKind(letter.kind)].about}_id"))
        if letter.gone_at or letter.dropped_at:
            settled.add(key)
            begun.pop(key, None)
        else:
            settled.discard(key)
            begun[key] = letter
    return settled, begun


def _since(kind, row):
    if kind == LetterKind.APPOINTMENT:
        return row.offered_date
    return row.at.date()
