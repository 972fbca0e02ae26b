"""Versions of the instruments as rows."""

from datetime import date

import pytest
from django.db import DatabaseError, transaction

from outcomes.instruments import FIRST
from outcomes.models import InstrumentVersion

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("code", list(FIRST))
def test_the_first_versions_are_there_and_read_as_they_were_written(code):
    version = InstrumentVersion.objects.in_force(code, date(2026, 1, 1))
    assert version.number == 1
    assert version.instrument == FIRST[code]


@pytest.mark.parametrize("changed", [{"items": []}, {"valid_from": date(2018, 1, 1)}, {"number": 7}])
def test_the_database_refuses_to_edit_what_was_published(changed):
    with pytest.raises(DatabaseError, match="Cannot update"), transaction.atomic():
        InstrumentVersion.objects.filter(code="M").update(**changed)


def test_a_version_ends_on_its_last_day_and_the_next_begins():
    InstrumentVersion.objects.filter(code="SW").update(valid_to=date(2026, 3, 31))
    first = InstrumentVersion.objects.get(code="SW")
    second = InstrumentVersion.objects.create(
        code="SW", number=2, valid_from=date(2026, 4, 1), items=first.items, published_at=first.published_at
    )
    assert InstrumentVersion.objects.in_force("SW", date(2026, 3, 31)) == first
    assert InstrumentVersion.objects.in_force("SW", date(2026, 4, 1)) == second
