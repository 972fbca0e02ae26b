"""Where he stands: sessions credited and the run of misses, of many at once."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Count

from referrals.models import ContactAttempt, StatusChange
from referrals.statuses import Status

from .models import Attendance, Enrolment, Session
from .rules import Expected, Outcome, run_of_misses


def credited(referral):
    return credited_of([referral]).get(referral.pk, 0)


def credited_of(referrals):
    """{referral id: sessions credited} of many at once; one without any is not in it."""
    rows = Attendance.objects.credited().filter(referral__in=referrals).order_by()
    numbers = dict(rows.values("referral").annotate(number=Count("pk")).values_list("referral", "number"))
    return with_tallies(numbers, referrals)


def with_tallies(numbers, referrals):
    """A man imported with a tally of sessions and no rows for them goes on from that tally."""
    tallies = {r.pk: r.sessions_attended for r in referrals if r.sessions_attended}
    if tallies:
        told_apart = Attendance.objects.filter(referral__in=tallies, session__group=None, makes_up=None)
        for pk in set(tallies) - set(told_apart.values_list("referral", flat=True)):
            numbers[pk] = numbers.get(pk, 0) + tallies[pk]
    return numbers


def credited_among(rows):
    """The keys of those of ``rows``, all that one man has, that ``Attendance.objects.credited()`` finds; a test compares.

    Without a question, and only of a man who does nothing again (``Return``) and whose rows are all there. Each row with its
    session, and the version of the group's programme.
    """
    by_key = {row.pk: row for row in rows}
    return {row.pk for row in rows if row.outcome in Outcome.CREDITED and _counts(row, by_key)}


def _counts(row, by_key):
    made_up = by_key[row.makes_up_id] if row.makes_up_id else None
    twice = made_up and row.outcome == Outcome.CAUGHT_UP and made_up.outcome in Outcome.CREDITED
    group = (made_up or row).session.group
    return not twice and (group is None or group.version.counted)


def required(referral):
    return referral.sessions_required or 0


def misses_running(referral, *, supposing=None):
    """The run of misses now, or as it would be with ``supposing`` (as of ``runs_in``) recorded too."""
    return runs_in(past_of([referral]), supposing)[referral.pk]


def runs_of_misses(referrals):
    """{referral id: run of misses} of many at once, in the same few queries however many they are."""
    return runs_in(past_of(referrals))


@dataclass(frozen=True)
class Past:
    """What runs of misses are made of, by man: read once, however often it is asked how they stand."""

    referrals: list
    contacts: dict
    recorded: dict
    enrolments: list
    planned: dict
    changes: dict


def past_of(referrals):
    contacts = defaultdict(list)
    attempts = ContactAttempt.objects.filter(referral__in=referrals, two_way=True)
    for pk, at in attempts.values_list("referral", "at"):
        contacts[pk].append(at)
    enrolments = list(Enrolment.objects.filter(referral__in=referrals).select_related("first_session"))
    planned = _sessions_of_groups(enrolments)
    return Past(referrals, contacts, _recorded(referrals), enrolments, planned, _changes_of(referrals))


def runs_in(past, supposing=None):
    """{referral id: run of misses}. ``supposing``: {session id: Expected}, as if that were recorded for each of them."""
    expected = _expected(past, supposing or {})
    return {r.pk: run_of_misses(_counting(r, expected[r.pk]), past.contacts[r.pk]) for r in past.referrals}


def _counting(referral, expected):
    """Without what was missed before a manager reopened the file."""
    since = referral.misses_count_from
    return [e for e in expected.values() if since is None or e.at >= since]


def _recorded(referrals):
    """{referral id: {session id: Expected}} of the sessions of his groups at which something was recorded.

    A session at which he made up for another is none at which he was expected, whatever came of it.
    """
    found = defaultdict(dict)
    rows = Attendance.objects.filter(referral__in=referrals, session__group__isnull=False, makes_up=None)
    for pk, session, at, outcome in rows.values_list("referral", "session", "session__starts_at", "outcome"):
        found[pk][session] = Expected(at, outcome)
    return found


def _expected(past, supposing):
    """{referral id: {session id: Expected}}: the sessions of his groups, as the rule needs them."""
    found = {referral.pk: past.recorded[referral.pk] | supposing for referral in past.referrals}
    for enrolment in past.enrolments:
        pk = enrolment.referral_id
        sessions = [
            (session, at)
            for session, at in past.planned[enrolment.group_id]
            if _on_programme(past.changes[pk], at) and not _left_before(enrolment, at)
        ]
        _add_unrecorded(found[pk], enrolment, sessions)
    return found


def _changes_of(referrals):
    """{referral id: [(moment, status)]}, oldest first."""
    changes = defaultdict(list)
    rows = StatusChange.objects.filter(referral__in=referrals).order_by("at", "pk")
    for pk, at, status in rows.values_list("referral", "at", "to_status"):
        changes[pk].append((at, status))
    return changes


def _on_programme(changes, moment):
    """Nobody on hold or closed was expected, so what he did not come to then is no gap in the run."""
    statuses = [status for at, status in changes if at <= moment]
    return bool(statuses) and statuses[-1] == Status.ON_PROGRAMME


def _left_before(enrolment, moment):
    """Who has gone to another group is not expected in the one he left."""
    return enrolment.ended_at is not None and enrolment.ended_at <= moment


def _sessions_of_groups(enrolments):
    """{group id: [(session id, moment)]} of sessions that were not cancelled, from the first of the first of them on."""
    planned = defaultdict(list)
    if not enrolments:
        return planned
    rows = Session.objects.filter(
        group__in={enrolment.group_id for enrolment in enrolments},
        state__in=(Session.State.PLANNED, Session.State.HELD),
        starts_at__gte=min(enrolment.first_session.starts_at for enrolment in enrolments),
    )
    for group, pk, at in rows.values_list("group", "pk", "starts_at"):
        planned[group].append((pk, at))
    return planned


def _add_unrecorded(found, enrolment, planned):
    """Sessions before the latest recorded one that nobody has recorded for him."""
    first = enrolment.first_session.starts_at
    latest = max((e.at for e in found.values()), default=first)
    for pk, at in planned:
        if first <= at < latest:
            found.setdefault(pk, Expected(at, ""))
