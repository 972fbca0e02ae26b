"""Promises as rows: the dated rule, and the abstract clock that each room hangs on its own file."""

from django.db import models
from django.db.models import F, Q

from accounts.plainly import ReadPlainly
from accounts.roles import Permission

from .bank_holidays import BankHoliday as BankHoliday
from .promises import OwedBy, Promise, Unit
from .words import clock_tone, clock_words, count
from .working_time import chasing_moments, due_after, reminder_moments

# Django makes such a list anew at every call of get_..._display, and a page has fifty of them
PROMISES, OWING = dict(Promise.choices), dict(OwedBy.choices)


def promises():
    """Looked up when asked: a new promise changes no table."""
    return Promise.choices


def owing():
    return OwedBy.choices


class RuleMissing(Exception):
    """No rule of this promise is in force on the day."""


class PromiseRuleQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self if user.may(Permission.MANAGE_SETTINGS) else self.none()

    def in_force(self, promise, at):
        """The rule of ``promise`` at the moment ``at``: the latest that had begun."""
        rule = self.filter(promise=promise, valid_from__lte=at).order_by("-valid_from").first()
        if rule is None:
            raise RuleMissing(f"There is no timescale for '{Promise(promise).label}' at {at:%d %B %Y}.")
        return rule


class PromiseRule(models.Model):
    """How long a promise lasts from ``valid_from`` until the next row of the same promise begins."""

    promise = models.CharField(max_length=30, choices=promises)
    amount = models.PositiveSmallIntegerField()
    unit = models.CharField(max_length=20, choices=Unit.choices)
    owed_by = models.CharField(max_length=30, choices=owing)
    reminders = models.JSONField(
        default=list, help_text="Fractions of the time after which the owner is reminded"
    )
    may_pause = models.BooleanField(
        default=True, help_text="Whether the clock stands still while the file is on hold"
    )
    waits_for_answers = models.BooleanField(
        default=False,
        help_text="Whether the clock stands still while the referrer is asked for what is missing",
    )
    chase_every = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="Working days between chasers, beside the reminders"
    )
    valid_from = models.DateTimeField()
    decided_by_us = models.BooleanField(
        default=False, help_text="[D]: the sources are silent; ours to change"
    )

    objects = PromiseRuleQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["promise", "valid_from"], name="one_rule_of_a_promise_at_a_time"),
            models.CheckConstraint(condition=Q(amount__gte=1), name="a_promise_lasts_some_time"),
        )

    def __str__(self):
        return f"{self.get_promise_display()}: {self.amount} {self.get_unit_display()}"

    def get_owed_by_display(self):
        return OWING.get(self.owed_by, self.owed_by)

    @property
    def length(self):
        """Such as "48 hours" or "1 working day"."""
        return count(self.amount, Unit(self.unit).singular)

    def due(self, start):
        return due_after(start, amount=self.amount, unit=self.unit)

    def reminders_between(self, start, due):
        """The moments at which the owner is reminded or chased, in order."""
        moments = set(reminder_moments(start, due, self.reminders))
        if self.chase_every:
            moments |= set(chasing_moments(start, due, self.chase_every))
        return sorted(moments)


class DeadlineQuerySet(models.QuerySet):
    def running(self):
        return self.filter(kept_at=None, stopped_at=None, excused_at=None)

    def ticking(self):
        return self.running().filter(paused_at=None)

    def overdue(self, at):
        """Promises broken by ``at`` that nobody has been told about yet."""
        return self.ticking().filter(missed_at=None, due_at__lte=at)

    def to_remind(self, at):
        return self.ticking().filter(missed_at=None, due_at__gt=at, remind_at__lte=at)


class Deadline(ReadPlainly):
    """One promise on one file. Moments, never counters; claimed by whoever changes the row."""

    promise = models.CharField(max_length=30, choices=promises)
    rule = models.ForeignKey(PromiseRule, on_delete=models.PROTECT, related_name="+")
    started_at = models.DateTimeField()
    due_at = models.DateTimeField()
    remind_at = models.DateTimeField(null=True, blank=True)
    kept_at = models.DateTimeField(null=True, blank=True)
    missed_at = models.DateTimeField(null=True, blank=True)
    paused_at = models.DateTimeField(null=True, blank=True)
    stopped_at = models.DateTimeField(null=True, blank=True)
    excused_at = models.DateTimeField(null=True, blank=True)
    excused_because = models.CharField(max_length=200, blank=True)

    objects = DeadlineQuerySet.as_manager()

    class Meta:
        abstract = True
        constraints = (
            models.CheckConstraint(
                condition=Q(due_at__gte=F("started_at")), name="%(app_label)s_%(class)s_due_after_start"
            ),
            models.CheckConstraint(
                condition=Q(kept_at=None) | Q(stopped_at=None), name="%(app_label)s_%(class)s_kept_or_stopped"
            ),
        )
        indexes = (
            models.Index(
                fields=["due_at"],
                condition=Q(kept_at=None, stopped_at=None, excused_at=None, paused_at=None, missed_at=None),
                name="%(app_label)s_%(class)s_due",
            ),
            # Asked at every pass of the clock: without it, of every promise that runs
            models.Index(
                fields=["remind_at"],
                condition=Q(
                    remind_at__isnull=False,
                    kept_at=None,
                    stopped_at=None,
                    excused_at=None,
                    paused_at=None,
                    missed_at=None,
                ),
                name="%(app_label)s_%(class)s_soon",
            ),
        )

    def __str__(self):
        return f"{self.promised}: {self.file} by {self.due_at:%Y-%m-%d %H:%M}"

    @property
    def file(self):
        """What the promise hangs on: it has a ``reference`` and a page."""
        raise NotImplementedError

    @property
    def promised(self):
        return PROMISES.get(self.promise, self.promise)

    def words(self, at):
        return clock_words(self, at)

    def tone(self, at):
        return clock_tone(self, at)

    @property
    def is_running(self):
        return not (self.kept_at or self.stopped_at or self.excused_at)

    def next_reminder(self, at):
        """The first reminder after ``at``, or None when none is left."""
        moments = self.rule.reminders_between(self.started_at, self.due_at)
        return next((moment for moment in moments if moment > at), None)

    def claim_missed(self, at):
        """True for the one caller who records that this promise is broken."""
        rows = type(self).objects.overdue(at).filter(pk=self.pk)
        return rows.update(missed_at=at, remind_at=None) == 1

    def claim_reminder(self, at):
        """True for the one caller who reminds; the next reminder is set in the same statement."""
        rows = type(self).objects.to_remind(at).filter(pk=self.pk, remind_at=self.remind_at)
        return rows.update(remind_at=self.next_reminder(at)) == 1


class Heartbeat(models.Model):
    """When each part of the clockwork last did its round: what has not beaten lately does not run."""

    name = models.CharField(max_length=30, unique=True)
    began_at = models.DateTimeField()
    at = models.DateTimeField(null=True, blank=True)

    def __str__(self):
        return self.name
