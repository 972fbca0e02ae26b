"""What is not yours answers like what does not exist: to the stranger, and to whom it was theirs until today."""

import pytest
from django.test import TestCase

from accounts.models import Area
from tests.access.doors import answer, both_as_seen, of_nothing
from tests.access.matrix import Matrix

# Who worked with the case, and whose eyes are left when they have gone to another team or area. Nobody takes an account
# along to another organisation (tests/monitoring/test_people.py)
MOVED = {"colleague": "other_social_worker", "facilitator": "other_facilitator"}
# One's own, wherever one works
PERSONAL = {
    "notice",
    "acknowledge_notice",
    "end_feed",
    "end_my_session",
    "typed",
    "rename_filter",
    "remove_filter",
}


def move(person, stranger):
    type(person).objects.filter(pk=person.pk).update(team=stranger.team)
    person.areas.set(Area.objects.filter(people=stranger))


@pytest.mark.xdist_group("the access matrix")
class Strangers(Matrix, TestCase):
    def test_what_is_not_yours_answers_like_what_does_not_exist(self):
        """To the letter, headers included, whether it is read or acted on."""
        told, compared = [], 0
        for name, row in sorted(self.rows.items()):
            address = self.addresses[name]
            missing = of_nothing(address)
            for persona in sorted(row.hidden_from) if missing else ():
                self.sign_in(persona)
                for method in ("get", "post"):
                    theirs, nothing = both_as_seen(self.client, address, missing, method=method)
                    compared += 1
                    if theirs != nothing or (row.method == method and theirs[0] != 404):
                        told.append(f"{method} {name} as {persona}: {theirs[0]} and {nothing[0]}")
        assert not told, "\n".join(told)
        assert compared > 500

    def test_what_is_hidden_and_has_no_number_is_hidden_too(self):
        for name, row in sorted(self.rows.items()):
            if row.hidden_from and not of_nothing(self.addresses[name]):
                for persona in sorted(row.hidden_from):
                    self.sign_in(persona)
                    assert answer(self.client, self.addresses[name], row.method).status_code == 404, name

    def test_whoever_has_gone_elsewhere_is_a_stranger_from_the_next_request_on(self):
        open_still, asked = [], 0
        for persona, stranger in MOVED.items():
            move(getattr(self.world, persona), getattr(self.world, stranger))
            self.sign_in(persona)
            for name, row in sorted(self.rows.items()):
                if persona in row.who and stranger in row.hidden_from and name not in PERSONAL:
                    asked += 1
                    status = answer(self.client, self.addresses[name], row.method).status_code
                    if status != 404:
                        open_still.append(f"{name} as {persona}: {status}")
        assert not open_still, "\n".join(open_still)
        assert asked > 80
