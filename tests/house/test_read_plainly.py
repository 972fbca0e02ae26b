"""Rows that are read plainly are what Django would have made of them, whether all of their columns were read or a few."""

import pytest
from django.apps import apps
from django.db import models

from accounts.plainly import ReadPlainly

READ_PLAINLY = [model for model in apps.get_models() if issubclass(model, ReadPlainly)]


def test_there_are_some():
    assert {model._meta.label for model in READ_PLAINLY} >= {
        "referrals.Referral",
        "referrals.Deadline",
        "iss.PartnerFile",
    }


@pytest.mark.parametrize("model", READ_PLAINLY, ids=lambda model: model._meta.label)
@pytest.mark.parametrize("every", [1, 3])
def test_the_same_attributes_in_the_same_state(model, every):
    names = [field.attname for field in model._meta.concrete_fields][::every]
    values = [f"what {name} holds" for name in names]
    ours = model.from_db("default", names, values)
    djangos = models.Model.from_db.__func__(model, "default", names, values)
    assert type(ours) is type(djangos)
    assert _kept(ours) == _kept(djangos)
    assert _kept(ours)["_state"] == {"adding": False, "db": "default"}
    assert ours.get_deferred_fields() == djangos.get_deferred_fields()


def _kept(row):
    """Django has made an empty store for rows that this one leads to, which is otherwise made when it is asked for."""
    kept = vars(row) | {"_state": vars(row._state).copy()}
    assert not kept["_state"].pop("fields_cache", None)
    return kept


@pytest.mark.parametrize("model", READ_PLAINLY, ids=lambda model: model._meta.label)
def test_nobody_listens_for_one_being_made(model):
    for made in (models.signals.pre_init, models.signals.post_init):
        assert not made.has_listeners(model)
