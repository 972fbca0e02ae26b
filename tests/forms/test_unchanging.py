"""What stands on every page is drawn once, and nothing that changes can be among it."""

import pytest
from django.template import Context, Template, TemplateSyntaxError
from django.urls import reverse

LOADED = "{% load static shell_tags %}{% unchanging %}"


def drawn(inside, **shown):
    return Template(f"{LOADED}{inside}{{% endunchanging %}}").render(Context(shown))


def test_text_pages_and_files_are_drawn():
    page = drawn('<a href="{% url "home" %}">Home</a>{% static "app.css" %}')
    assert page.startswith(f'<a href="{reverse("home")}">Home</a>')
    assert page.endswith(".css")


def test_it_is_drawn_once(monkeypatch):
    asked = []
    monkeypatch.setattr("django.urls.reverse", lambda *args, **kwargs: asked.append(args) or "/here/")
    template = Template(f'{LOADED}{{% url "home" %}}{{% endunchanging %}}')
    assert [template.render(Context()) for _ in range(3)] == ["/here/"] * 3
    assert len(asked) == 1


@pytest.mark.parametrize(
    "inside",
    [
        "{{ name }}",
        "{% if name %}his{% endif %}",
        '{% url "file" name %}',
        "{% url name %}",
        '{% url "home" as name %}',
        "{% static name %}",
        '{% static "app.css"|upper %}',
        '{% include "components/footer.html" %}',
    ],
)
def test_what_may_change_is_refused(inside):
    with pytest.raises(TemplateSyntaxError):
        drawn(inside, name="home")
