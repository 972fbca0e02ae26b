from datetime import UTC, datetime

import pytest
from django.db import transaction

from accounts.identity import SYSTEM, acting_as
from demonstration.cohort import make_cohort
from monitoring.cohort_import import import_cohort
from monitoring.figures import Audience, Period, compute


@pytest.fixture
def system(db):
    """Commands act as the system; so do these tests."""
    with acting_as(SYSTEM):
        yield


@pytest.fixture(scope="session")
def published_cohort(tmp_path_factory):
    """The folder of the invented cohort."""
    folder = tmp_path_factory.mktemp("published")
    make_cohort(folder)
    return folder


@pytest.fixture(scope="session")
def published_internal(django_db_setup, django_db_blocker, published_cohort):
    """The exact figures of the invented cohort; nothing of it stays in the database."""
    with django_db_blocker.unblock(), acting_as(SYSTEM):
        result = import_cohort(published_cohort, by=None, at=datetime(2020, 4, 1, 12, tzinfo=UTC))
        figures = compute(Period(), Audience.INTERNAL)
        transaction.set_rollback(True)
    assert not result.problems
    return figures
