import pytest

from accounts.models import Organisation


@pytest.fixture(autouse=True)
def a_number_of_ours(db):
    Organisation.objects.filter(kind=Organisation.Kind.MY_TIME).update(phone="0121 496 0000")
