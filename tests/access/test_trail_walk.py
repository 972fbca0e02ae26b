"""What nobody may do unseen: every refusal, and everything that is taken out of the house, stands on the trail.

Every named URL is asked for as everybody. Whoever is refused leaves one entry; whoever gets a file leaves at least one.
"""

import re
from contextlib import contextmanager

import pytest
from django.db import transaction
from django.test import TestCase
from django.urls import reverse
from django.utils import timezone

from audit.models import Entry
from tests.access.matrix import rows
from tests.access.policy import PERSONAS
from tests.access.walking import papers_as_text
from tests.proof import size
from tests.world import World

# Printed by anybody at all, with nothing of anybody in them, and offered to those who have no account: as a web page is
OPEN_TO_THE_WORLD = {"flyer_pdf", "poster_pdf"}
# Columns to be filled in, and nothing in them
EMPTY = {"other_counts_template"}
# The addresses of a calendar are asked for by a machine, again and again, without a person: see programme/calendar
BY_MACHINE = {"calendar_feed"}
# Between them they are refused everywhere, hidden from, and given every kind of file
FEW = ("manager", "opcc")


class TrailWalk(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.world = World(timezone.now()).every_stage()

    @contextmanager
    def ask(self, name, row):
        """The answer, and the entries that it left; undone afterwards."""
        address = reverse(name, kwargs=row.kwargs(self.world))
        with transaction.atomic():
            last = Entry.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
            response = getattr(self.client, row.method)(address)
            if response.streaming:
                b"".join(response.streaming_content)
            yield response, list(Entry.objects.filter(pk__gt=last).order_by("pk"))
            transaction.set_rollback(True)

    def walk(self):
        """(persona, url name, response, entries) of every address that asks who is there."""
        with papers_as_text():
            for persona in size(short=FEW, whole=sorted(PERSONAS)):
                self.client.force_login(getattr(self.world, persona))
                for name, row in sorted(rows().items()):
                    if not row.public:
                        with self.ask(name, row) as (response, entries):
                            yield persona, name, response, entries

    @pytest.mark.proof
    def test_every_refusal_and_everything_that_leaves_is_written_down(self):
        refused, left, wrong = 0, set(), []
        for persona, name, response, entries in self.walk():
            if response.status_code in (403, 404):
                refused += 1
                wrong += (
                    [f"{name} as {persona}: {entries}"] if not self._one_refusal(entries, persona) else []
                )
            elif _leaves(response) and name not in OPEN_TO_THE_WORLD | EMPTY:
                left.add(name)
                wrong += [f"{name} as {persona}: taken away unseen"] if not entries else []
        assert wrong == []
        assert refused > size(short=200, whole=2_000)
        assert len(left) > size(short=8, whole=20)

    def _one_refusal(self, entries, persona):
        person = getattr(self.world, persona)
        return [(each.act, each.actor_id) for each in entries] == [("refused", person.pk)]

    def test_a_refusal_says_the_page_and_its_number_and_nothing_that_was_typed(self):
        self.client.force_login(self.world.other_facilitator)
        pk = self.world.programme_file.pk
        self.client.get(reverse("file", args=[pk]), {"q": "Pemberwick"})
        entry = Entry.objects.latest("pk")
        assert entry.act == "refused"
        assert entry.details == {"page": "file", "asked": "get", "status": 404, "numbers": [f"pk {pk}"]}
        assert entry.reference == ""

    def test_an_address_that_nothing_answers_is_no_refusal(self):
        self.client.force_login(self.world.facilitator)
        before = Entry.objects.count()
        assert self.client.get("/no/such/page/").status_code == 404
        assert Entry.objects.count() == before


def _leaves(response):
    """A file to keep, or a paper: anything but a page, of one who got it."""
    if response.status_code != 200:
        return False
    kind = response.headers.get("Content-Type", "")
    return "Content-Disposition" in response.headers or not re.match(r"text/html|application/json", kind)
