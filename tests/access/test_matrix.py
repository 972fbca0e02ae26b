"""Every named URL for every kind of person, own and stranger. A URL without a row fails."""

import pytest
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.test import TestCase
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.access.doors import answer, status_at_the_door
from tests.access.matrix import Matrix, expected

# The sign-in library's own pages: who may use them is its affair, and they hold no case.
SIGN_IN = ("account_", "mfa_", "socialaccount_")


def url_names(patterns=None):
    names = set()
    for pattern in patterns if patterns is not None else get_resolver().url_patterns:
        if isinstance(pattern, URLResolver):
            names |= url_names(pattern.url_patterns)
        elif isinstance(pattern, URLPattern) and pattern.name:
            names.add(pattern.name)
    return {name for name in names if not name.startswith(SIGN_IN)}


@pytest.mark.xdist_group("the access matrix")
class AccessMatrix(Matrix, TestCase):
    def test_every_url_has_a_row_and_every_row_a_url(self):
        assert url_names() == set(self.rows)

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
        for name, row, address, persona, _ in self.cells():
            if expected(row, persona) in (403, 404):
                continue
            self.sign_in(persona)
            got = answer(self.client, address, row.method).status_code
            if got != row.status:
                wrong.append(f"{name} as {persona}: {got}, not {row.status}")
        assert not wrong, "\n".join(wrong)

    def test_whom_the_role_does_not_let_in_is_refused_at_the_door_whatever_is_asked(self):
        wrong, refused = [], 0
        for name, row, address, persona, person in self.cells():
            if expected(row, persona) != 403:
                continue
            for method in ("get", "post"):
                if method == "get" and row.method == "post":
                    continue  # what only acts answers 405, which says nothing
                got = status_at_the_door(address, person, method)
                refused += 1
                if got != 403:
                    wrong.append(f"{method} {name} as {persona}: {got}")
        assert not wrong, "\n".join(wrong)
        assert refused > 5_000

    def test_a_refusal_at_the_door_is_one_of_the_whole_site(self):
        """Each address once, as one of those who are refused there."""
        refused = {}
        for name, row, address, persona, person in self.cells():
            if expected(row, persona) == 403:
                refused.setdefault(name, []).append((persona, person, address, row.method))
        turns = [cells[turn % len(cells)] for turn, (_, cells) in enumerate(sorted(refused.items()))]
        for persona, person, address, method in sorted(turns, key=lambda cell: cell[0]):
            self.client.force_login(person)
            assert answer(self.client, address, method).status_code == 403, f"{address} as {persona}"

    def test_without_signing_in_there_is_nothing_to_read_and_nothing_to_do(self):
        for name, row in sorted(self.rows.items()):
            if row.public:
                continue
            address = self.addresses[name]
            with self.subTest(url=name):
                response = self.client.get(address)
                self.assertRedirects(
                    response,
                    f"{reverse(settings.LOGIN_URL)}?next={response.wsgi_request.path}",
                    fetch_redirect_response=False,
                )
                assert status_at_the_door(address, AnonymousUser(), "post") in (302, 401)

    def test_somebody_disabled_is_signed_out_at_the_next_request_wherever_it_goes(self):
        person = self.world.manager
        self.client.force_login(person)
        type(person).objects.filter(pk=person.pk).update(is_active=False)
        for name, row in sorted(self.rows.items()):
            if row.public:
                continue
            response = answer(self.client, self.addresses[name])
            assert response.status_code == 302, name
            assert response["Location"].startswith(reverse(settings.LOGIN_URL)), name

    def test_no_other_method_is_answered(self):
        self.client.force_login(self.world.manager)
        for name in sorted(self.rows):
            for method in ("put", "patch", "delete", "options", "trace"):
                assert answer(self.client, self.addresses[name], method).status_code == 405, (
                    f"{method} {name}"
                )
