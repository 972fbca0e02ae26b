"""The clockwork: one pass over every promise of every file."""

from dataclasses import asdict, dataclass
from itertools import chain

import iss.models
import iss.owners
import joint.models
import joint.owners
import programme.models
import programme.owners
import referrals.models
import referrals.owners
from accounts.identity import SYSTEM, acting_as
from alerts.digests import hand_back
from alerts.handing_over import covers_that_run, hand_over
from alerts.models import Climb, Notice
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

from .chasing import chase_all, remind_all
from .extract.making import let_extracts_go
from .foi import owners as foi_owners
from .foi.actions import forget_requesters
from .glass import owners as glass_owners
from .models import CopyDeadline, FoiDeadline, GlassDeadline, ReturnDeadline
from .returns import owners as return_owners
from .returns.actions import draft_returns
from .running.actions import tell_of_undelivered
from .signing_in.kept import forget_what_was_typed
from .signing_in.sessions import forget_old_sessions
from .signing_in.unused import close_ended_accounts, watch_unused_accounts
from .subject_access import owners as copy_owners

# Each room's clocks, and who owes and who is told in that room.
CLOCKS = (
    (
        referrals.models.Deadline,
        referrals.owners,
        ("referral__team", "referral__referrer"),
    ),
    (iss.models.Deadline, iss.owners, ("partner_file__provider", "partner_file__referral")),
    (programme.models.Deadline, programme.owners, ("session__group__lead_man", "session__group__lead_woman")),
    (joint.models.Deadline, joint.owners, ("action__referral", "action__owner")),
    (FoiDeadline, foi_owners, ("request",)),
    (CopyDeadline, copy_owners, ("request__man", "request__file__provider")),
    (GlassDeadline, glass_owners, ("his__referral", "hers__file__provider")),
    (ReturnDeadline, return_owners, ("part__quarterly_return", "part__organisation", "quarterly_return")),
)


@dataclass
class Swept:
    """What one pass did: promises reminded of, promises found broken, alerts raised in all."""

    reminded: int = 0
    missed: int = 0
    alerts: int = 0

    def as_dict(self):
        return asdict(self)


def sweep(*, at):
    """Find every promise broken, every reminder due and every draft to warn of or delete, as at ``at``.

    Each row is claimed by changing it, in the transaction that tells: many sweeps at once tell each thing once, and a
    second sweep of the same moment finds nothing.
    """
    swept = Swept()
    for clocks, owners, related in CLOCKS:
        missed = chase_all(clocks, owners, related, at=at)
        reminded = remind_all(clocks, owners, related, at=at)
        swept.missed += missed
        swept.reminded += reminded
        swept.alerts += missed + reminded
    swept.alerts += sum(_round(go_round, at=at) for go_round in ROUNDS)
    return swept


def _round(go_round, *, at):
    return alone(go_round, at=at, failed=f"A round of the sweep could not be gone: {go_round.__name__}")


def _each(rows, act, **kwargs):
    """``act`` on every row, in a transaction of its own; one that cannot be worked on never stops the rest."""

    def as_system(row):
        with acting_as(SYSTEM):
            return act(row, **kwargs)

    failed = f"A row could not be swept: {act.__name__}"
    return sum(int(alone(as_system, row, failed=failed) or 0) for row in rows)


def warn_of_strong_feelings(*, at):
    """The ISS hears beforehand of a session expected to stir strong feelings. Alerts raised."""
    return _each(Session.objects.stirring_soon(at), warn_beforehand, at=at)


def finish_registers(*, at):
    """Registers that were marked and never finished: those who must know hear the same day. Alerts raised."""
    return _each(forgotten(at), finish_forgotten, at=at)


def sweep_drafts(*, at):
    """Unfinished forms: warn of those about to be deleted, delete those whose time is over. Alerts raised."""
    warned = _each(Draft.objects.to_warn(at), warn_of_expiry, at=at)
    _each(Draft.objects.expired(at), expire, at=at)
    return warned


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


def tell_of_what_is_undelivered(*, at):
    """Whose mails do not arrive: their managers and the administrators hear of it. Alerts raised."""
    undelivered = Notice.objects.undelivered_untold().select_related("alert", "person")
    return _each(undelivered, tell_of_undelivered, at=at)


def tell_of_lost_texts(*, at):
    """Whoever is to contact a man hears that what we wrote did not reach him. Alerts raised."""
    return _each(Text.objects.undelivered_untold().order_by("pk"), tell_of_lost_text, at=at)


def hand_over_to_stand_ins(*, at):
    """Whoever stands in from today is told what waits for who is away. Alerts handed over."""
    return sum(hand_over(cover, at=at) for cover in covers_that_run(at=at))


# What each pass does besides the promises. Each takes ``at``, claims its rows, and returns the alerts it raised.
ROUNDS = (
    warn_of_strong_feelings,
    finish_registers,
    sweep_drafts,
    ask_about_onward,
    remind_quiet_teams,
    remind_men,
    climb_ladders,
    hand_back,
    tell_of_what_is_undelivered,
    tell_of_lost_texts,
    hand_over_to_stand_ins,
    let_extracts_go,
    draft_returns,
    forget_requesters,
    forget_half_answered,
    watch_unused_accounts,
    close_ended_accounts,
    forget_what_was_typed,
    forget_old_sessions,
)
