from pathlib import Path

from django.conf import settings

from referrals.diagram import diagram


def test_the_pathway_diagram_is_the_table_of_moves():
    page = Path(settings.BASE_DIR) / "docs" / "pathway.md"
    assert page.read_text() == diagram(), "Run: python manage.py statemachine > docs/pathway.md"
