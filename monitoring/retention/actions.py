"""Decide on a record whose time is over: destroy it, or keep it longer. Hold one back; change how long is kept."""

import pgtrigger
from django.db import connection
from django.utils.timezone import localtime

from accounts.acting import one_act
from accounts.refusal import Refused
from audit.trail import record
from iss.models import PartnerFile
from monitoring.models import CopyRequest, Destruction, Hold, RetentionRule
from referrals.models import Conflict, Man, ManKey, NonAssociation, NotTheSame, Referral

from .due import due_record
from .leaving import MAN, STAYS
from .removing import Removing

_LETTERS = ("programme.Letter:never_deleted", "programme.Letter:kept_as_issued")
JOINT = ("joint",)


def _of(thing):
    return {"referral" if isinstance(thing, Referral) else "file": thing}


@one_act
def destroy(thing, *, by, at):
    """All that says anything of anybody goes, in this one transaction; facts without a person stay for the figures.

    Refused unless its time is over and nothing holds it. The Destruction.
    """
    thing = type(thing).objects.select_for_update().get(pk=thing.pk)
    found = due_record(by, thing, at=at)
    if found is None:
        raise Refused("Its time is not over, or something holds it.")
    decided = Destruction.objects.create(**_of(thing), rule=found.rule, by=by, at=at)
    with pgtrigger.ignore(*_LETTERS):
        removed = _his(thing) if found.is_his else _hers(thing)
    for each in _with_duplicates(thing):
        type(thing).objects.filter(pk=each).update(destroyed_at=at)
        _forget_history(type(thing), each)
    if found.is_his and not Referral.objects.filter(man=thing.man_id, destroyed_at=None).exists():
        _forget(thing.man)
    record("record.destroyed", thing, by=by, at=at, rule=found.rule.pk, rows=sum(removed.values()))
    return decided


def _with_duplicates(thing):
    """Its key, and those of what was merged into it: a duplicate goes with what it is a duplicate of."""
    if isinstance(thing, PartnerFile):
        return [thing.pk]
    return [thing.pk, *Referral.objects.filter(merged_into=thing).values_list("pk", flat=True)]


def _his(referral):
    # What both services wrote together stays as long as her service keeps her file
    hers = PartnerFile.objects.filter(referral=referral, destroyed_at=None).exists()
    referral.linked_providers.clear()
    return _remove(Referral, _with_duplicates(referral), without=JOINT if hers else ())


def _forget(man):
    Man.objects.filter(pk=man.pk).update(**MAN)
    ManKey.objects.filter(man=man).delete()
    Conflict.objects.filter(man=man).delete()
    NotTheSame.objects.among([man]).delete()
    NonAssociation.objects.of([man]).delete()
    copies = Removing(STAYS)
    copies.rows(CopyRequest, list(CopyRequest.objects.filter(man=man).values_list("pk", flat=True)))


def _hers(file):
    removed = _remove(PartnerFile, [file.pk])
    his = file.referral
    others = PartnerFile.objects.filter(referral=his, destroyed_at=None).exclude(pk=file.pk)
    if his is not None and his.destroyed_at and not others.exists():
        removed |= _remove(Referral, _with_duplicates(his))
    return removed


def _remove(model, ids, *, without=()):
    removing = Removing(STAYS, without)
    removing.everything_on(model, ids)
    for kept, emptied in STAYS.items():
        if kept is model:
            kept._base_manager.filter(pk__in=ids).update(**emptied)
            continue
        keys = [
            field.name for field in kept._meta.fields if field.is_relation and field.related_model is model
        ]
        for key in keys if emptied and kept is not PartnerFile else ():
            kept._base_manager.filter(**{f"{key}__in": ids}).update(**emptied)
    removing.remove_files()
    return removing.removed


def _forget_history(model, pk):
    """What changed in the rows that stay has just been written there too: it goes last."""
    with connection.cursor() as cursor:
        kind = "his" if model is Referral else "hers"
        cursor.execute("select dvpp_forget_history(%s, %s)", [kind, pk])
        cursor.execute("set constraints all immediate")
        cursor.execute("set constraints all deferred")


@one_act
def keep_longer(thing, *, until_date, because, by, at):
    found = due_record(by, thing, at=at)
    if found is None:
        raise Refused("Its time is not over, or something holds it.")
    if until_date <= localtime(at).date():
        raise Refused("Choose a day to come.")
    kept = Destruction.objects.create(
        **_of(thing), rule=found.rule, by=by, at=at, kept_until=until_date, because=because
    )
    record("record.kept_longer", thing, by=by, at=at, until=until_date.isoformat())
    return kept


@one_act
def hold(thing, *, because, by, at):
    """Nothing of it is destroyed until the hold is lifted."""
    thing = type(thing).objects.select_for_update().get(pk=thing.pk)
    if thing.destroyed_at:
        raise Refused("It has been destroyed already.")
    if Hold.objects.filter(**_of(thing), lifted_at=None).exists():
        raise Refused("It is held already.")
    held = Hold.objects.create(**_of(thing), because=because, by=by, at=at)
    record("record.held", thing, by=by, at=at)
    return held


@one_act
def lift(held, *, because, by, at):
    values = {"lifted_at": at, "lifted_by": by, "lifted_because": because}
    if not Hold.objects.filter(pk=held.pk, lifted_at=None).update(**values):
        raise Refused("Somebody has lifted it already.")
    record("record.hold_lifted", held.referral or held.file, by=by, at=at)


@one_act
def change_rule(kind, *, months, child_until, basis, by, at):
    """For how long from now on; what was destroyed under the rule before stays so."""
    rule = RetentionRule.objects.create(
        kind=kind, months=months, child_until=child_until, basis=basis, valid_from=at, by=by
    )
    record("retention.changed", rule, by=by, at=at, kind=kind, months=months)
    return rule
