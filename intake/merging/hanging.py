"""What hangs on a referral or a man: read from the database's own keys, so that no room is forgotten.

A room that adds a table for referrals need not know of merging: its rows follow to the surviving referral, unless a
constraint says that there can be only one and the survivor has it.
"""

from dataclasses import dataclass
from functools import cache

from django.apps import apps
from django.db.models import ForeignKey, UniqueConstraint
from pghistory.models import Event

from iss.models import PartnerFile
from referrals.models import Man, Referral

# Told of the referral itself, and not of him: how its file moved, who followed it, what was written about it, its clocks
STAY = {
    "referrals.StatusChange",
    "referrals.SearchWord",
    "referrals.Deadline",
    "referrals.ReferralBack",
    "referrals.Handover",
    "referrals.Message",
    "referrals.Opened",
    "referrals.Referral",
    "intake.Draft",
    "intake.Merge",
}
# Kept for ever as they were, or made anew: never part of what is taken back
NOT_KEPT = {
    "referrals.StatusChange",
    "iss.HerStatusChange",
    "referrals.ManKey",
    "referrals.SearchWord",
    "intake.Merge",
}


@dataclass(frozen=True)
class Tie:
    """A key of ``model`` that points at a referral, a man or a file of hers."""

    model: type
    field: ForeignKey

    @property
    def label(self):
        return self.model._meta.label

    def rows(self, of):
        return self.model._base_manager.filter(**{f"{self.field.name}__in": of})


@cache
def ties(target):
    """Every key that points at ``target``, a model; without views, history and proxies."""
    return tuple(
        Tie(model, field)
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed and not model._meta.proxy and not issubclass(model, Event)
        for field in model._meta.concrete_fields
        if isinstance(field, ForeignKey) and field.related_model._meta.concrete_model is target
    )


def followers():
    """The ties whose rows follow a duplicate to the survivor."""
    return [tie for tie in ties(Referral) if tie.label not in STAY]


def kept_ties():
    """{target model: the ties whose rows are compared before and after a merge}."""
    return {
        target: [tie for tie in ties(target) if tie.label not in NOT_KEPT]
        for target in (Referral, Man, PartnerFile)
    }


def taken(tie, rows, there):
    """Ids of ``rows`` that cannot hang on ``there`` as well: it has one of its own where there may be only one."""
    found = set()
    for others, condition in _uniques(tie):
        its = tie.rows([there]).filter(condition) if condition else tie.rows([there])
        mine = rows.filter(condition) if condition else rows
        have = set(its.values_list(*others)) if others else {()} if its.exists() else set()
        found |= {pk for pk, *key in mine.values_list("pk", *others) if tuple(key) in have}
    return found


def _uniques(tie):
    """[(the other fields, the condition)] of every constraint that allows a referral only one such row."""
    name, meta = tie.field.name, tie.model._meta
    if tie.field.unique:
        yield [], None
    for fields in meta.unique_together:
        if name in fields:
            yield [field for field in fields if field != name], None
    for constraint in meta.constraints:
        if isinstance(constraint, UniqueConstraint) and name in constraint.fields:
            yield [field for field in constraint.fields if field != name], constraint.condition
