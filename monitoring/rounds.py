"""What the clock does besides the promises, each round by itself, and how often (docs/decisions/0050)."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from itertools import chain

from accounts.identity import SYSTEM, acting_as
from alerts.digests import hand_back
from alerts.handing_over import covers_that_run, hand_over
from alerts.models import Climb, Digest, Notice
from alerts.next_told import climb_on
from intake.actions import expire, warn_of_expiry
from intake.models import Draft
from knowledge.actions import remind_quiet_team
from knowledge.quiet import quiet_teams, rule_in_force
from outbox.failures import alone
from programme.actions import (
    finish_forgotten,
    forgotten,
    remind_him,
    to_remind,
    to_remind_of_catching_up,
    warn_beforehand,
)
from programme.models import Session
from referrals.actions import ask_what_came_of_it, tell_of_lost_text
from referrals.measuring.actions import forget_half_answered
from referrals.models import OnwardReferral
from texts.models import Text

from .extract.making import let_extracts_go
from .foi.actions import forget_requesters
from .papers.making import let_papers_go
from .returns.actions import draft_returns
from .running.actions import tell_of_undelivered
from .signing_in.kept import forget_what_was_typed
from .signing_in.sessions import forget_old_sessions
from .signing_in.unused import close_ended_accounts, watch_unused_accounts

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)


class Unfinished(Exception):
    """Some rows of a round could not be worked on: it is gone again at the next pass. ``done``: with the others."""

    def __init__(self, done):
        self.done = done
        super().__init__(done)


@dataclass(frozen=True)
class Round:
    """``go(at=)`` claims its rows and returns the alerts it raised. Where nothing else is said, gone at every pass.

    ``every``: once in that time is enough. ``waiting(at)``: the rows it is about, so that the clock knows in one
    question of many kinds that there are none; each moment or day in it is a fixed time away from ``at``.
    """

    go: Callable
    every: timedelta | None = None
    waiting: Callable | None = None

    @property
    def name(self):
        return self.go.__name__


def go_round(each, *, at):
    """How many alerts it raised, and whether all of it was done."""
    failed = f"A round of the sweep could not be gone: {each.name}"
    try:
        raised = alone(each.go, at=at, failed=failed)
    except Unfinished as unfinished:
        return unfinished.done, False
    return int(raised), raised is not False


def _each(rows, act, **kwargs):
    """``act`` on every row, in a transaction of its own; one that cannot be worked on never stops the rest."""

    def as_system(row):
        with acting_as(SYSTEM):
            return int(act(row, **kwargs) or 0)

    failed = f"A row could not be swept: {act.__name__}"
    done = [alone(as_system, row, failed=failed) for row in rows]
    if any(number is False for number in done):
        raise Unfinished(sum(done))
    return sum(done)


def warn_of_strong_feelings(*, at):
    """The ISS hears beforehand of a session expected to stir strong feelings. Alerts raised."""
    return _each(Session.objects.stirring_soon(at), warn_beforehand, at=at)


def finish_registers(*, at):
    """Registers that were marked and never finished: those who must know hear the same day. Alerts raised."""
    return _each(forgotten(at), finish_forgotten, at=at)


def warn_of_drafts(*, at):
    """Whoever began a form hears that it is deleted soon. Alerts raised."""
    return _each(Draft.objects.to_warn(at), warn_of_expiry, at=at)


def delete_drafts(*, at):
    """Unfinished forms whose time is over. Nobody is alerted: 0."""
    _each(Draft.objects.expired(at), expire, at=at)
    return 0


def ask_about_onward(*, at):
    """Whoever referred a man on is asked what came of it. Alerts raised."""
    asked = OnwardReferral.objects.to_ask(at).select_related("referral__area", "service", "by")
    return _each(asked, ask_what_came_of_it, at=at)


def remind_quiet_teams(*, at):
    """Teams that have stopped referring, or never began, hear once a year that they may. Alerts raised."""
    rule = rule_in_force(at)
    return _each(quiet_teams(rule, at=at) if rule else (), remind_quiet_team, rule=rule, at=at)


def remind_men(*, at):
    """What men are reminded of before their next sessions is written. Nobody here is alerted: 0."""
    _each(chain(to_remind(at), to_remind_of_catching_up(at)), _remind_man, at=at)
    return 0


def _remind_man(expected, *, at):
    remind_him(expected, at=at)


def climb_ladders(*, at):
    """Alerts that nobody acknowledges reach whoever is next. Rungs climbed."""
    return _each(Climb.objects.due(at).select_related("alert", "organisation", "rule"), climb_on, at=at)


def _given_up(_at):
    return Digest.objects.given_up()


def tell_of_what_is_undelivered(*, at):
    """Whose mails do not arrive: their managers and the administrators hear of it. Alerts raised."""
    return _each(_undelivered(at).select_related("alert", "person"), tell_of_undelivered, at=at)


def _undelivered(_at):
    return Notice.objects.undelivered_untold()


def tell_of_lost_texts(*, at):
    """Whoever is to contact a man hears that what we wrote did not reach him. Alerts raised."""
    return _each(_lost_texts(at).order_by("pk"), tell_of_lost_text, at=at)


def _lost_texts(_at):
    return Text.objects.undelivered_untold()


def hand_over_to_stand_ins(*, at):
    """Whoever stands in from today is told what waits for who is away. Alerts handed over."""
    return sum(hand_over(cover, at=at) for cover in _covers(at))


def _covers(at):
    return covers_that_run(at=at)


# Why each may wait so long, or may not: docs/decisions/0050
ROUNDS = (
    Round(warn_of_strong_feelings, every=MINUTE, waiting=Session.objects.stirring_soon),
    Round(finish_registers, waiting=forgotten),
    Round(warn_of_drafts, every=HOUR),
    Round(delete_drafts, every=HOUR),
    Round(ask_about_onward, every=HOUR),
    Round(remind_quiet_teams, every=HOUR),
    Round(remind_men, every=5 * MINUTE),
    Round(climb_ladders, waiting=Climb.objects.due),
    Round(hand_back, waiting=_given_up),
    Round(tell_of_what_is_undelivered, waiting=_undelivered),
    Round(tell_of_lost_texts, waiting=_lost_texts),
    Round(hand_over_to_stand_ins, every=MINUTE, waiting=_covers),
    Round(let_extracts_go, every=15 * MINUTE),
    Round(let_papers_go, every=15 * MINUTE),
    Round(draft_returns, every=HOUR),
    Round(forget_requesters, every=HOUR),
    Round(forget_half_answered, every=5 * MINUTE),
    Round(watch_unused_accounts, every=HOUR),
    Round(close_ended_accounts, every=15 * MINUTE),
    Round(forget_what_was_typed, every=5 * MINUTE),
    Round(forget_old_sessions, every=HOUR),
)
