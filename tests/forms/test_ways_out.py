"""What a form's Cancel leads to is there: a name that is given in one block of a page is unknown in another."""

import re
from pathlib import Path

import pytest
from django.conf import settings

TEMPLATES = Path(settings.BASE_DIR) / "templates"
PAGES = [page for page in sorted(TEMPLATES.rglob("*.html")) if "components/form.html" in page.read_text()]
BEFORE = re.compile(r"{% block before_content %}(.*?){% endblock %}", re.DOTALL)


def lost(text):
    """Names that Cancel asks for and that only the block before the content gives."""
    given = "".join(BEFORE.findall(text))
    rest = BEFORE.sub("", text)
    return {
        name
        for name in re.findall(r"cancel=(\w+)", rest)
        if f"as {name} %}}" in given and f"as {name} %}}" not in rest
    }


def test_a_name_that_only_the_block_before_gives_is_found():
    page = "{% block before_content %}{% url 'x' as back %}{% endblock %}{% include 'f' with cancel=back %}"
    assert lost(page) == {"back"}
    assert lost(page.replace("{% include", "{% url 'x' as back %}{% include")) == set()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(TEMPLATES)))
def test_cancel_leads_somewhere(page):
    assert lost(page.read_text()) == set()
