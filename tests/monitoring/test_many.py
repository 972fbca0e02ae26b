"""Many rows in one statement are the rows that a model for each would have written."""

from datetime import date, datetime, timedelta, timezone

import pytest
from django.db import DataError, IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from accounts import many
from accounts.many import OwnWay, write_many
from accounts.models import Organisation
from iss.models import PartnerFile
from monitoring.models import Training
from programme.models import Session
from referrals.models import Man, Referral

ODD = [
    "",
    "NULL",
    "null",
    '"',
    "\\",
    "a,b",
    "{a}",
    "'; drop",
    "two\nlines\tand",
    " both ends ",
    "Łódź 🙂",
    "%s %%",
]
ADRIFT = datetime(2019, 5, 31, 14, 30, 0, 123456, tzinfo=timezone(timedelta(hours=5, minutes=30)))


def columns(model, **which):
    [row] = model.objects.filter(**which).values()
    return {name: value for name, value in row.items() if name not in {"id", "reference"}}


@pytest.mark.parametrize("model", [Man, Referral, Session, PartnerFile])
def test_what_is_not_said_is_what_the_model_has_by_default(system, model):
    said = {"status": "closed"} if model is PartnerFile else {}
    if model is Referral:
        said = {"man_id": Man.objects.create(reference="M").pk, "imported": True}
    if model is PartnerFile:
        said |= {"provider_id": Organisation.objects.filter(kind=Organisation.Kind.ISS_PROVIDER).first().pk}
    write_many(model, [{"reference": "ours"} | said])
    model.objects.create(reference="Django's", **said)
    assert columns(model, reference="ours") == columns(model, reference="Django's")


def test_every_character_arrives_as_it_was(system):
    rows = [
        {"reference": f"M{n}", "religion": odd, "additional_needs": [odd, odd]} for n, odd in enumerate(ODD)
    ]
    write_many(Man, rows)
    for row in rows:
        assert columns(Man, reference=row["reference"]) == columns(
            Man, pk=Man.objects.create(**row | {"reference": f"again {row['reference']}"}).pk
        )
        assert Man.objects.get(reference=row["reference"]).religion == row["religion"]


def test_days_moments_numbers_and_nothing_arrive_as_they_were(system):
    said = {
        "received_date": date(1, 1, 1),
        "contacted_at": ADRIFT,
        "sessions_required": 0,
        "area_id": None,
        "strangulation": False,
        "willing_to_change": None,
        "children_ages": (4, 9),
    }
    man = Man.objects.create(reference="M")
    write_many(Referral, [{"reference": "R", "man_id": man.pk, "imported": True} | said])
    assert columns(Referral, reference="R").items() >= (said | {"children_ages": [4, 9]}).items()


def test_what_is_too_long_is_refused_and_not_cut(system):
    with pytest.raises(DataError, match="too long"), transaction.atomic():
        write_many(Training, [{"kind": "x" * 31}])


def test_constraints_refuse_what_they_refuse_from_everybody(system):
    man = Man.objects.create(reference="M")
    row = {"reference": "R", "man_id": man.pk, "imported": True, "status": "x"}
    with pytest.raises(IntegrityError, match="a_known_status"), transaction.atomic():
        write_many(Referral, [row])


def test_a_sealed_column_is_not_written_open(system):
    with pytest.raises(OwnWay, match="children_note"), transaction.atomic():
        write_many(PartnerFile, [{"reference": "P", "children_note": "at her mother's"}])
    assert not PartnerFile.objects.exists()


def test_a_statement_for_each_batch_and_every_row_once(system, monkeypatch):
    monkeypatch.setattr(many, "BATCH", 2)
    told = []
    with CaptureQueriesContext(connection) as asked:
        found = write_many(
            Man, ({"reference": f"M{n}"} for n in range(5)), returning=("reference",), then=told.append
        )
    assert (len(asked), told) == (3, [2, 4, 5])
    assert sorted(found) == [(f"M{n}",) for n in range(5)]
    assert Man.objects.count() == 5


def test_nothing_is_asked_where_there_is_nothing(system):
    with CaptureQueriesContext(connection) as asked:
        assert write_many(Man, []) == []
    assert not asked.captured_queries


def test_what_is_there_is_passed_over_only_where_that_is_said(system):
    Man.objects.create(reference="M1")
    rows = [{"reference": "M1"}, {"reference": "M2"}]
    assert write_many(Man, rows, ignore_known=True, returning=("reference",)) == [("M2",)]
    with pytest.raises(IntegrityError), transaction.atomic():
        write_many(Man, rows)
    assert Man.objects.count() == 2
