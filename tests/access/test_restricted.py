"""The column "restricted" of the access matrix: every file is restricted to its managers and to one who is named.

Whoever else it was theirs until now is a stranger: every address with a file in it answers like what does not exist, and
no other page says a word of it.
"""

import pytest
from django.test import TestCase
from django.utils import timezone

import iss.models
import referrals.models
from accounts.models import User
from iss.models import PartnerFile
from referrals.models import Man, Referral
from tests.access.doors import answer, both_as_seen, of_nothing
from tests.access.matrix import Matrix
from tests.access.walking import routes

# Who stays: managers of the side, and one who is named of each
MANAGERS = frozenset({"manager", "iss_manager", "other_iss_manager"})
NAMED = frozenset({"facilitator", "iss_worker"})
# From whom it is kept back now; "second" ones work where the named do
CLOSED = frozenset({"social_worker", "colleague", "spoc", "second_facilitator", "second_iss_worker"})
# How an address begins that has a file in it
WITH_A_FILE = ("referrals/<int", "iss/<int", "joint/<int")
# Kept of a person and not of a file, or of the group and not of the man; what they show of him is asked below
OF_NOBODY = {"notice", "acknowledge_notice"}


def keep_all_back(world):
    """As the actions do it, without what they refuse: here everything is kept back, also from those who lead his group."""
    now = timezone.now()
    for restriction in (referrals.models.Restriction, iss.models.Restriction):
        restriction.objects.all().delete()
    for kept, by, named in (
        (Man.objects.all(), world.manager, world.facilitator),
        (PartnerFile.objects.all(), world.iss_manager, world.iss_worker),
    ):
        for one in kept:
            row = one.restrictions.create(because="known", reason="A cousin.", at=now, by=by)
            row.named.create(person=named, at=now, by=by)


@pytest.mark.xdist_group("the access matrix")
class Restricted(Matrix, TestCase):
    @classmethod
    def setUpTestData(cls):
        super().setUpTestData()
        world = cls.world
        world.second_iss_worker = User.objects.create_user(
            "second_iss_worker@test.example",
            "x",
            name="Second",
            role="iss_worker",
            organisation=world.iss_worker.organisation,
        )
        keep_all_back(world)

    def like(self, persona):
        """The kind of person of the matrix whose work the person does."""
        return {"second_facilitator": "facilitator", "second_iss_worker": "iss_worker"}.get(persona, persona)

    def test_every_address_with_a_file_in_it_answers_like_what_does_not_exist(self):
        wrong, asked = [], 0
        for name, row in sorted(self.rows.items()):
            address = self.addresses[name]
            nothing = of_nothing(address)
            if not routes()[name].startswith(WITH_A_FILE) or not nothing:
                continue
            for persona in sorted(CLOSED):
                if self.like(persona) not in row.who:
                    continue
                self.sign_in(persona)
                theirs, missing = both_as_seen(self.client, address, nothing, method=row.method)
                asked += 1
                if theirs != missing or theirs[0] != 404:
                    wrong.append(f"{name} as {persona}: {theirs[0]}")
        assert not wrong, "\n".join(wrong)
        assert asked > 120

    def test_who_is_named_and_the_managers_get_what_they_got(self):
        wrong, asked = [], 0
        for name, row in sorted(self.rows.items()):
            if not routes()[name].startswith(WITH_A_FILE):
                continue
            for persona in sorted((NAMED | MANAGERS) & row.who):
                self.sign_in(persona)
                asked += 1
                got = answer(self.client, self.addresses[name], row.method).status_code
                if got != row.status:
                    wrong.append(f"{name} as {persona}: {got}, not {row.status}")
        assert not wrong, "\n".join(wrong)
        assert asked > 150

    def test_every_other_address_that_opens_says_nothing_of_a_file(self):
        """Lists, registers, the home, the calendar, searches, spreadsheets: no reference and no name on any of them."""
        words = [*Referral.objects.values_list("reference", flat=True)]
        words += [*PartnerFile.objects.values_list("reference", flat=True), "Pemberwick", "Quillfeather"]
        told, asked = [], 0
        self.client.raise_request_exception = False
        for persona in sorted(CLOSED):
            self.sign_in(persona)
            for name, row in sorted(self.rows.items()):
                if self.like(persona) not in row.who or routes()[name].startswith(WITH_A_FILE):
                    continue
                page = answer(self.client, self.addresses[name], row.method)
                body = page.body.decode(errors="replace")
                asked += 1
                if found := [word for word in words if word in body]:
                    told.append(f"{name} as {persona}: {found[:3]}")
                if page.status_code >= 500:
                    told.append(f"{name} as {persona}: {page.status_code}")
        assert not told, "\n".join(told)
        assert asked > 100
