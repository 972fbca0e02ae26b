"""What is made from the code is current."""

from pathlib import Path

from django.conf import settings

from accounts.roles import Role
from monitoring.sharing import WHOSE, sharing_list
from referrals.diagram import diagram

ROOT = Path(settings.BASE_DIR)
DOCS = ROOT / "docs"


def test_the_pathway_diagram_is_the_table_of_moves():
    page = DOCS / "pathway.md"
    assert page.read_text() == diagram(), "Run: python manage.py statemachine > docs/pathway.md"


def test_the_data_list_for_a_sharing_agreement_is_the_access_policy():
    page = DOCS / "information-sharing.md"
    assert page.read_text() == sharing_list(), (
        "Run: python manage.py sharing_list > docs/information-sharing.md"
    )
    assert set(WHOSE) == set(Role)
