"""Taps on an open register, and the step that turns them into facts (docs/decisions/0016)."""

from django.conf import settings
from django.db.models import Max

from accounts.acting import one_act
from accounts.models import User
from accounts.refusal import Refused
from alerts.actions import raise_alert
from alerts.audiences import Audience
from alerts.kinds import Kind
from programme.marks import What, marks_of
from programme.models import Session
from programme.reading import on_the_register
from programme.rules import Outcome
from referrals.consequences import MustConfirm

from .registers import Entry, lock_register, take_register


class ChangedMeanwhile(Refused):
    """Somebody else marked what the person who finishes has not seen. Nothing has been written."""


@one_act
def mark(session, cells, *, key, tapped_at, only_empty=False, by, at):
    """Keep one tap: ``cells`` is {(referral id, what): value}. The ids of men who are recorded already.

    The same ``key`` again changes nothing. ``tapped_at``: when it was tapped, which may be before it arrived.
    ``only_empty``: for "everyone else", leave men with an outcome as they are.
    """
    session = lock_register(session, at=at)
    recorded = set(session.attendances.values_list("referral", flat=True))
    if session.marks.filter(key=key).exists():
        return set()
    if not {pk for pk, _ in cells} <= on_the_register(session) | recorded:
        raise Refused("Someone on this register is not expected at this session. Open the register again.")
    moment = max(session.starts_at, min(tapped_at, at), _last_tap(session, by))
    left_alone = recorded | (marks_of(session).marked() if only_empty else set())
    for (pk, what), value in cells.items():
        if pk not in left_alone:
            session.marks.create(
                referral_id=pk,
                what=what,
                value=value,
                key=key,
                tapped_at=moment,
                by=by,
                at=at,
            )
    return {pk for pk, _ in cells} & recorded


def _last_tap(session, person):
    """One person's taps arrive in their order; how long each was on the way must not turn two of them round."""
    return session.marks.filter(by=person).aggregate(last=Max("tapped_at"))["last"] or session.starts_at


@one_act
def finish_register(session, *, entries, seen, confirmed=(), by, at):
    """Turn an open register into facts: ``entries`` is {referral id: Entry}, what ``by`` has on the screen.

    ``seen``: the latest mark that the screen shows. What somebody else has marked since and ``entries`` say otherwise
    raises ChangedMeanwhile: it has to be looked at first.
    """
    session = lock_register(session, at=at)
    standing = marks_of(session)
    done = set(session.attendances.values_list("referral", flat=True))
    for pk, what in standing.unseen(by, seen):
        said = _said(entries.get(pk), what)
        if pk not in done and said is not None and said != standing.value(pk, what):
            raise ChangedMeanwhile(
                "Somebody else has marked this register meanwhile. Look at it, then finish it."
            )
    number = take_register(session, entries=entries, confirmed=confirmed, by=by, at=at)
    session.marks.filter(referral__in=entries).delete()
    return number


def _said(entry, what):
    """The value on the screen of the cell; None where it does not matter."""
    if entry is None:
        return ""
    if what == What.MINUTES and entry.outcome != Outcome.LATE:
        return None
    return {What.OUTCOME: entry.outcome, What.MINUTES: str(entry.minutes_late or ""), What.NOTE: entry.note}[
        what
    ]


def entries_of(standing):
    """{referral id: Entry} of the men with an outcome."""
    entries = {}
    for pk in standing.marked():
        outcome = standing.value(pk, What.OUTCOME)
        minutes = standing.value(pk, What.MINUTES) if outcome == Outcome.LATE else ""
        entries[pk] = Entry(outcome, int(minutes) if minutes else None, standing.value(pk, What.NOTE))
    return entries


@one_act
def record_marked(session, referral, *, by, at):
    """Record one man as he is marked, or as attended where he is not, before the register is finished. His line."""
    line = session.attendances.filter(referral=referral).first()
    if line is None:
        entry = entries_of(marks_of(session)).get(referral.pk, Entry(Outcome.ATTENDED))
        if entry.outcome not in Outcome.PRESENT:
            raise Refused("He is marked as absent. Mark first that he came.")
        take_register(session, entries={referral.pk: entry}, by=by, at=at)
        session.marks.filter(referral=referral).delete()
        line = session.attendances.get(referral=referral)
    return line


def forgotten(at):
    """Sessions with marks that nobody has turned into a register, though it is over and no tap came for a while."""
    then = at - settings.REGISTER_FINISHES_ITSELF_AFTER
    marked = Session.objects.filter(marks__isnull=False).annotate(last_tap=Max("marks__at"))
    return marked.filter(ends_at__lte=then, last_tap__lte=then).exclude(state=Session.State.CANCELLED)


@one_act
def finish_forgotten(session, *, at):
    """Record what was marked, in the name of whoever marked it, so that those who must know hear the same day.

    A second miss is never recorded so: it waits for somebody to confirm it, and the facilitators are told that it does.
    True if they were told now.
    """
    session = lock_register(session, at=at)
    standing = marks_of(session)
    waiting = set()
    for pk, entry in entries_of(standing).items():
        person = User.objects.get(pk=standing.cells[pk, What.OUTCOME].by_id)
        try:
            take_register(session, entries={pk: entry}, by=person, at=at)
        except MustConfirm:
            waiting.add(pk)
        except Refused:
            continue  # he is not expected here any more: his mark goes
    session.marks.exclude(referral__in=waiting).delete()
    if not waiting:
        return False
    return _tell_that_it_waits(session, at=at)


def _tell_that_it_waits(session, *, at):
    told = raise_alert(
        Kind.REGISTER_WAITS,
        about=session,
        to=[Audience.SESSION_FACILITATORS, Audience.MY_TIME_MANAGERS],
        because="A second miss running was marked: it closes the file, and waits for you to confirm it.",
        key=f"register_waits:{session.pk}",
        at=at,
    )
    return told is not None
