"""The wall, walked: every page of every room is opened by every kind of person, and nothing of the other side is on it.

A page of his side that shows one of her words fails, with the page and what the word stands for. The other way round,
his health, what facilitators noted and other men never reach the ISS.
"""

from datetime import timedelta

from django.core import mail
from django.db import transaction
from django.test import TestCase
from django.urls import reverse

from alerts.delivery import deliver_batch
from alerts.models import Notice
from iss.models import SupportGroup
from tests.access.marked import marked_world
from tests.access.policy import ISS, PERSONAS
from tests.access.test_matrix import rows

HIS_SIDE = sorted(PERSONAS - ISS)
# Beside one address of every row of the matrix, which may be about somebody else, all pages about these two.
OF_HIM = (
    "file",
    "messages",
    "pair",
    "incident",
    "professionals",
    "disclosures",
    "discussion",
    "review",
    "prepare",
    "log_contact",
    "conflicts",
    "move_him",
    "record_measure",
    "acknowledge_return",
    "resume_file",
    "duplicates",
)
PARTS = ("overview", "told", "contact", "programme", "services", "history")
OF_HER = (
    "her_all_support",
    "her_updates",
    "her_file",
    "her_safe_contact",
    "her_contact",
    "her_safety_plan",
    "her_close",
)


def addresses(world, person):
    him, her = world.marked, world.marked_file
    for name, row in sorted(rows().items()):
        if row.method == "get":
            yield reverse(name, kwargs=row.kwargs(world))
    yield from (reverse(name, args=[him.pk]) for name in OF_HIM)
    yield from (reverse("file_part", args=[him.pk, part]) for part in PARTS)
    yield from (reverse("write_report", args=[him.pk, kind]) for kind in ("midway", "completion"))
    yield reverse("register", args=[world.due_session.pk])
    yield from (reverse(name, args=[her.pk]) for name in OF_HER)
    yield from (dash.get_absolute_url() for dash in her.dashes.all())
    yield reverse("her_update_draft", args=[her.pk])
    yield from (update.get_absolute_url() for update in her.progress_updates.all())
    yield from (group.get_absolute_url() for group in SupportGroup.objects.all())
    yield f"{reverse('inbox')}?show=all"
    yield from (reverse("notice", args=[notice.pk]) for notice in Notice.objects.filter(person=person))


class TheWall(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.world = marked_world()

    def walk(self, persona, forbidden):
        """Open everything as ``persona``: "page: what it gave away" of each leak, and how many pages opened."""
        person = getattr(self.world, persona)
        self.client.force_login(person)
        leaks, opened = [], 0
        for address in addresses(self.world, person):
            with transaction.atomic():
                text, status = self.open(address)
                transaction.set_rollback(True)
            opened += status == 200
            leaks += [f"{persona} {address}: {what}" for word, what in forbidden.items() if word in text]
        return leaks, opened

    def open(self, address):
        response = self.client.get(address)
        content = b"".join(response.streaming_content) if response.streaming else response.content
        return content.decode(errors="replace") + str(response.headers), response.status_code

    def shown(self, persona, words):
        """What the words stand for that the person gets to see somewhere."""
        found, _ = self.walk(persona, words)
        return {line.rsplit(": ", 1)[1] for line in found}

    def test_nothing_of_hers_is_on_any_page_of_his_side(self):
        for persona in HIS_SIDE:
            forbidden = self.world.hers | {"/iss/": "an address of her room"}
            if persona == "dpo":  # reads the trail, which holds references and codes
                del forbidden[self.world.marked_file.reference]
            with self.subTest(persona=persona):
                leaks, opened = self.walk(persona, forbidden)
                assert leaks == []
                assert opened >= 3

    def test_neither_his_health_nor_notes_nor_other_men_are_on_any_page_of_the_iss(self):
        for persona in sorted(ISS):
            forbidden = self.world.health | {"07700 900888": "his number"}
            if persona.startswith("other"):  # Coventry Haven supports the partner of the other man
                forbidden = {word: what for word, what in forbidden.items() if not what.startswith("another")}
            with self.subTest(persona=persona):
                leaks, opened = self.walk(persona, forbidden)
                assert leaks == []
                assert opened >= 3

    def test_the_words_do_reach_the_iss_that_supports_her(self):
        """Or the walk would prove nothing."""
        superseded = {"email", "safe times", "who may answer", "cover name"}
        assert self.shown("iss_worker", self.world.hers) == set(self.world.hers.values()) - superseded

    def test_the_words_do_reach_his_facilitator(self):
        his = self.shown("facilitator", self.world.health)
        assert {"note of a contact", "findings", "note of a register", "reason of the hold", "message"} <= his

    def test_no_mail_says_more_than_a_reference(self):
        later = self.world.now + timedelta(minutes=1)
        while deliver_batch(at=later, now=lambda: later):
            pass
        forbidden = self.world.hers | self.world.health | {self.world.marked.man.last_name: "his name"}
        del forbidden[self.world.marked_file.reference]
        assert mail.outbox
        for message in mail.outbox:
            text = message.subject + message.body
            assert [what for word, what in forbidden.items() if word in text] == []
