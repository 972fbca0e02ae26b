"""Every named URL for every kind of person, own and stranger. A URL without a row fails."""

import importlib
import pkgutil
import re

from django.conf import settings
from django.db import transaction
from django.test import TestCase
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone

from tests import access
from tests.access.policy import PERSONAS
from tests.world import World

# The sign-in library's own pages: who may use them is its affair, and they hold no case.
SIGN_IN = ("account_", "mfa_", "socialaccount_")


def rows():
    """All rows of the rooms: {url name: Row}."""
    found = {}
    for module in pkgutil.iter_modules(access.__path__):
        if module.name.startswith("rows_"):
            found |= importlib.import_module(f"tests.access.{module.name}").ROWS
    return found


def url_names(patterns=None):
    names = set()
    for pattern in patterns if patterns is not None else get_resolver().url_patterns:
        if isinstance(pattern, URLResolver):
            names |= url_names(pattern.url_patterns)
        elif isinstance(pattern, URLPattern) and pattern.name:
            names.add(pattern.name)
    return {name for name in names if not name.startswith(SIGN_IN)}


def _without_keys(response):
    """The page without what is drawn anew for every form."""
    return re.sub(
        r'(name="(?:csrfmiddlewaretoken|form_key)" value=)"[^"]*"', r"\1", response.content.decode()
    )


class AccessMatrix(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.world = World(timezone.now()).every_stage()

    def test_every_url_has_a_row_and_every_row_a_url(self):
        assert url_names() == set(rows())

    def test_every_url_has_a_name(self):
        def nameless(patterns):
            for pattern in patterns:
                if isinstance(pattern, URLResolver):
                    yield from nameless(pattern.url_patterns)
                elif not pattern.name:
                    yield pattern

        assert list(nameless(get_resolver().url_patterns)) == []

    def test_each_person_gets_what_the_policy_says(self):
        wrong = []
        for persona in sorted(PERSONAS):
            self.client.force_login(getattr(self.world, persona))
            for name, row in sorted(rows().items()):
                expected = self._expected(row, persona)
                got = self._status(name, row)
                if got != expected:
                    wrong.append(f"{name} as {persona}: {got}, not {expected}")
        assert not wrong, "\n".join(wrong)

    def test_without_signing_in_there_is_nothing(self):
        for name, row in sorted(rows().items()):
            if row.public:
                continue
            with self.subTest(url=name):
                response = self.client.get(reverse(name, kwargs=row.kwargs(self.world)))
                self.assertRedirects(
                    response,
                    f"{reverse(settings.LOGIN_URL)}?next={response.wsgi_request.path}",
                    fetch_redirect_response=False,
                )

    def test_somebody_disabled_is_signed_out_at_the_next_request(self):
        person = self.world.facilitator
        self.client.force_login(person)
        type(person).objects.filter(pk=person.pk).update(is_active=False)
        assert self.client.get(reverse("home")).status_code == 302

    def test_what_is_not_yours_answers_like_what_does_not_exist(self):
        self.client.force_login(self.world.other_facilitator)
        hidden = self.client.get(reverse("file", args=[self.world.programme_file.pk]))
        missing = self.client.get(reverse("file", args=[999_999_999]))
        assert hidden.status_code == missing.status_code == 404
        assert _without_keys(hidden) == _without_keys(missing)

    def _expected(self, row, persona):
        if persona in row.who or row.public:
            return row.status
        return 404 if persona in row.hidden_from else 403

    def _status(self, name, row):
        url = reverse(name, kwargs=row.kwargs(self.world))
        with transaction.atomic():
            response = getattr(self.client, row.method)(url)
            if response.streaming:
                b"".join(response.streaming_content)  # to the end, which closes the file
            transaction.set_rollback(True)
        return response.status_code
