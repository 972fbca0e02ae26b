"""Contact rows, the induction, and the yearly word to teams that have gone quiet."""

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils.timezone import localtime

from accounts.acting import one_act
from accounts.refusal import Refused
from alerts.actions import raise_alert
from alerts.audiences import Audience
from alerts.kinds import Kind
from audit.trail import record

from .models import Contact, Induction, QuietRule, TeamReminder
from .quiet import months_before


@one_act
def add_contact(*, valid_from, by, at, **fields):
    """A way to reach a service, shown and printed from ``valid_from`` on."""
    contact = Contact.objects.create(valid_from=valid_from, checked_date=localtime(at).date(), **fields)
    record("contact_row.added", contact, by=by, at=at, whom=contact.whom)
    return contact


@one_act
def change_contact(contact, *, by, at, **fields):
    """Correct a row; whoever saves it has checked it."""
    contact = Contact.objects.select_for_update(of=("self",)).get(pk=contact.pk)
    fields["checked_date"] = localtime(at).date()
    for name, value in fields.items():
        setattr(contact, name, value)
    contact.save(update_fields=list(fields))
    record("contact_row.changed", contact, by=by, at=at, whom=contact.whom)
    return contact


@one_act
def end_contact(contact, *, by, at):
    """From today on it is neither shown nor printed. What was printed keeps saying it: hence the row stays."""
    today = localtime(at).date()
    ended = Contact.objects.filter(pk=contact.pk, valid_from__lte=today)
    if ended.filter(Q(valid_to=None) | Q(valid_to__gt=today)).update(valid_to=today):
        record("contact_row.ended", contact, by=by, at=at, whom=contact.whom)


@one_act
def read_induction(*, by, at):
    """The person has read it. True for the first time."""
    _, first = Induction.objects.get_or_create(person=by, defaults={"read_at": at})
    if first:
        record("induction.read", by, by=by, at=at)
    return first


@one_act
def change_quiet_rule(*, quiet_months, again_months, valid_from, by, at):
    """From ``valid_from`` on another rule; what is in force is not rewritten."""
    if valid_from <= localtime(at).date():
        raise Refused("A rule changes in the future only: choose a later day.")
    try:
        with transaction.atomic():
            rule = QuietRule.objects.create(
                quiet_months=quiet_months, again_months=again_months, valid_from=valid_from
            )
    except IntegrityError as twice:
        raise Refused("There is already a change from that day.") from twice
    record("quiet_rule.changed", rule, by=by, at=at, quiet=quiet_months, again=again_months)
    return rule


@one_act
def set_opted_out(team, *, opted_out, by, at):
    """Whether a team is left alone."""
    TeamReminder.objects.update_or_create(team=team, defaults={"opted_out": opted_out})
    record("team.opted_out" if opted_out else "team.opted_in", team, by=by, at=at)


@one_act
def remind_quiet_team(team, rule, *, at):
    """Tell its social workers once that they may refer. True for the one caller who told them."""
    TeamReminder.objects.get_or_create(team=team)
    before = months_before(at, rule.again_months)
    waiting = TeamReminder.objects.filter(Q(reminded_at=None) | Q(reminded_at__lte=before), team=team)
    if not waiting.filter(opted_out=False).update(reminded_at=at):
        return False
    raise_alert(
        Kind.QUIET_TEAM,
        about=team,
        to=[Audience.REFERRER],
        because="Your team has not referred a man for some time. See who can be referred, and what has changed.",
        key=f"quiet:{team.pk}:{localtime(at):%Y-%m-%d}",
        at=at,
    )
    record("team.reminded", team, by=None, at=at)
    return True
