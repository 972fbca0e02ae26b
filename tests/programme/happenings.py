"""One man, his groups and whatever may happen to him, by actions, with what it is to lead to written down beside it."""

import copy
from datetime import timedelta

from django.db import transaction

from accounts.refusal import Refused
from programme.actions import (
    Entry,
    MustConfirm,
    cancel_session,
    catch_up,
    correct,
    log_key_work,
    plan_visit,
    remove_catch_up,
    take_back_visit,
    take_register,
    transfer,
)
from programme.models import Attendance, Visit
from referrals.actions import hold, log_contact, reopen, resume
from referrals.statuses import Status
from tests.programme.kit import alerts, sessions_of
from tests.programme.plain_reading import Diary
from tests.world import DAY, HOUR, WEEK, fresh


class Told(dict):
    """How often everybody was told of what."""

    def __init__(self):
        super().__init__({kind: alerts(kind).count() for kind in ("file_closed", "closure_undone")})


class Case:
    """One man, two groups, and beside the database a diary that knows nothing of it."""

    def __init__(self, world, him, groups):
        self.world, self.him, self.by = world, him, world.facilitator
        self.groups = groups
        self.sessions = {group.pk: sessions_of(group) for group in groups}
        times = {pk: {s.pk: s.starts_at for s in sessions} for pk, sessions in self.sessions.items()}
        self.diary = Diary([(groups[0].pk, self.sessions[groups[0].pk][0].starts_at, None)], times)
        self.at = world.now + WEEK

    def happen(self, kind, days, number, outcome):
        """One thing happens ``days`` later, if it can; the diary and the database are then asked the same question."""
        self.at += days * DAY + timedelta(minutes=1)
        told, before = Told(), copy.deepcopy(self.diary)
        act = getattr(self, kind)(number, outcome)
        if act is None:
            return
        came_of_it = self.diary.settle(self.at)
        try:
            asked = self._do(act)
        except Refused:
            self.diary = before
            return
        if kind != "reopen":
            assert asked == (came_of_it == "closed"), f"{kind} asked for confirmation: {asked}"
        told["file_closed"] += came_of_it == "closed"
        told["closure_undone"] += came_of_it == "opened"
        assert Told() == told
        assert (fresh(self.him).status == Status.CLOSED) == self.diary.closed, kind

    def _do(self, act):
        """Do it; where it asks for a confirmation, nothing has happened, and it is confirmed. Whether it asked."""
        try:
            with transaction.atomic():
                act(False)
        except MustConfirm:
            assert not self.diary.on_hold
            act(True)
            return True
        return False

    def _one(self, number, *, written):
        """A session that has begun and at which he was expected."""
        begun = [pk for moment, pk in self.diary.expected() if moment <= self.at]
        fitting = [pk for pk in begun if (pk in self.diary.written) == written]
        return fitting[number % len(fitting)] if fitting else None

    def _session(self, pk):
        return next(s for sessions in self.sessions.values() for s in sessions if s.pk == pk)

    # What may happen: each changes the diary and gives back the act, or nothing where it cannot be

    def register(self, number, outcome):
        pk = self._one(number, written=False)
        if pk is None:
            return None
        self.diary.written[pk] = outcome
        entries = {self.him.pk: Entry(outcome)}
        return lambda sure: take_register(
            self._session(pk), entries=entries, confirmed=[self.him.pk] * sure, by=self.by, at=self.at
        )

    def correct(self, number, outcome):
        pk = self._one(number, written=True)
        if pk is None or self.diary.written[pk] == outcome:
            return None
        self.diary.written[pk] = outcome
        line = Attendance.objects.get(session=pk, referral=self.him, makes_up=None)
        return lambda sure: correct(
            line, outcome=outcome, because="Wrong", confirmed=sure, by=self.by, at=self.at
        )

    def contact(self, number, outcome, *, two_way=True):
        """``number`` half days ago."""
        happened_at = max(self.world.now, self.at - number * 12 * HOUR)
        if two_way:
            self.diary.spoken.append(happened_at)
        given = {"happened_at": happened_at, "channel": "phone", "two_way": two_way}
        return lambda sure: log_contact(self.him, **given, by=self.by, at=self.at)

    def attempt(self, number, outcome):
        return self.contact(number, outcome, two_way=False)

    def cancel(self, number, outcome):
        pk = self._one(number, written=False)
        if pk is None:
            return None
        self.diary.cancelled.add(pk)
        return lambda sure: cancel_session(
            self._session(pk), because="Snow", confirmed=[self.him.pk] * sure, by=self.by, at=self.at
        )

    def catch_up(self, number, outcome):
        """In the group that is not his: left out of the run."""
        missed = Attendance.objects.filter(referral=self.him, makes_up=None).order_by("pk").last()
        here = self.diary.groups[-1][0]
        other = next(pk for pk in self.sessions if pk != here)
        session = self.sessions[other][number % len(self.sessions[other])]
        if missed is None or self.diary.closed or self.diary.on_hold:
            return None
        return lambda sure: catch_up(missed, session=session, by=self.by, at=self.at)

    def catch_up_was_none(self, number, outcome):
        made_up = Attendance.objects.filter(referral=self.him).exclude(makes_up=None).first()
        if made_up is None:
            return None
        if number % 2:
            return lambda sure: remove_catch_up(made_up, because="Not he", by=self.by, at=self.at)
        new = "absent_no_contact" if made_up.outcome == "caught_up" else "caught_up"
        return lambda sure: correct(made_up, outcome=new, because="Wrong", by=self.by, at=self.at)

    def visit(self, number, outcome):
        """It is planned that he makes up for what he missed last, with the group that is not his."""
        missed = Attendance.objects.filter(referral=self.him, makes_up=None).order_by("pk").last()
        here = self.diary.groups[-1][0]
        coming = [s for pk in self.sessions if pk != here for s in self.sessions[pk] if s.starts_at > self.at]
        if missed is None or not coming:
            return None
        session = coming[number % len(coming)]
        return lambda sure: plan_visit(missed, session=session, by=self.by, at=self.at)

    def visit_recorded(self, number, outcome):
        """Whatever is recorded of the visit, it is no session at which he was expected."""
        begun = Visit.objects.coming().filter(referral=self.him, session__starts_at__lte=self.at)
        visit = begun.select_related("session").first()
        if visit is None:
            return None
        entries = {self.him.pk: Entry(outcome)}
        return lambda sure: take_register(visit.session, entries=entries, by=self.by, at=self.at)

    def visit_taken_back(self, number, outcome):
        visit = (
            Visit.objects.planned().filter(referral=self.him).select_related("session", "referral").first()
        )
        if visit is None:
            return None
        return lambda sure: take_back_visit(visit, because="He cannot", by=self.by, at=self.at)

    def alone(self, number, outcome):
        """A session caught up one-to-one is also a contact with him."""
        missed = Attendance.objects.filter(referral=self.him, makes_up=None).order_by("pk").last()
        if missed is None or self.diary.closed or self.diary.on_hold:
            return None
        happened_at = max(self.world.now, self.at - number * 12 * HOUR)
        self.diary.spoken.append(happened_at)
        given = {"happened_at": happened_at, "mode": "in_person", "makes_up": missed}
        return lambda sure: log_key_work(fresh(self.him), **given, by=self.by, at=self.at)

    def hold(self, number, outcome):
        if self.diary.closed or self.diary.on_hold:
            return None
        self.diary.on_hold = True
        self.diary.away.append((self.at, None))
        until = self.at.date()
        return lambda sure: hold(fresh(self.him), reason="Ill", review_date=until, by=self.by, at=self.at)

    def resume(self, number, outcome):
        if not self.diary.on_hold:
            return None
        self.diary.on_hold = False
        self.diary.back(self.at)
        return lambda sure: resume(fresh(self.him), confirmed=sure, by=self.by, at=self.at)

    def transfer(self, number, outcome):
        here, since, _ = self.diary.groups[-1]
        other = next(group for group in self.groups if group.pk != here)
        coming = [s for s in self.sessions[other.pk] if s.starts_at > self.at]
        if self.diary.closed or self.diary.on_hold or not coming:
            return None
        self.diary.groups[-1] = (here, since, self.at)
        self.diary.groups.append((other.pk, coming[0].starts_at, None))
        return lambda sure: transfer(
            fresh(self.him), group=other, first_session=coming[0], by=self.world.manager, at=self.at
        )

    def reopen(self, number, outcome):
        """A manager takes him back: what he missed before no longer counts."""
        if not self.diary.closed:
            return None
        self.diary.closed = False
        self.diary.counts_from = self.at
        self.diary.back(self.at)
        return lambda sure: reopen(fresh(self.him), reason="He rang", by=self.world.manager, at=self.at)
