"""The wall, walked: every page of every room is opened by every kind of person, and nothing of the other side is on it.

Words that occur nowhere else stand in everything of hers, and in what is his alone. Whatever comes back is read: pages,
papers, spreadsheets, feeds, refusals, answers to empty forms, searches; and the log, the mail, the cache and the trail.
A named URL that the walk does not reach fails.
"""

from copy import deepcopy
from datetime import timedelta
from unittest.mock import patch

import pytest
from django.core import mail
from django.core.cache import cache
from django.core.exceptions import SuspiciousOperation
from django.db import transaction
from django.http import Http404
from django.test import TestCase
from django.urls import path, reverse

from alerts.delivery import deliver_batch
from audit.models import Entry
from tests.access.marked import marked_world
from tests.access.policy import ISS, PERSONAS
from tests.access.walking import (
    is_paper,
    log_lines,
    papers_as_paper,
    papers_as_text,
    places,
    read,
    routes,
    searches,
    words_of_paper,
)

HER_ROOM = {"/iss/": "an address of her room"}
# What is typed into every search box: how every word begins, and most of her number
BEGINNINGS = ("zherz", "zhisz", "07700+90099")


class Walk:
    """A walk for each of ``personas``; each class of tests walks its own, so that two of them can go side by side."""

    @classmethod
    def setUpTestData(cls):
        cls.world = marked_world()
        # {persona: what one walk found}; walked once, asked by several tests
        cls.walks = {}

    def words(self):
        known = self.world.hers | self.world.health | self.world.kept.words()
        return known | HER_ROOM | {"07700 900888": "his number"}

    def walk(self, persona):
        """Open everything as ``persona``: {"found": {word: addresses}, "names": URLs reached, "opened", "log"}.

        A paper is read twice: as the page it is set from, and as the PDF that leaves the house.
        """
        if persona in type(self).walks:
            return type(self).walks[persona]
        world, words = deepcopy(self.world), self.words()
        person = getattr(world, persona)
        self.client.force_login(person)
        found, names, opened, searched, papers = {}, set(), 0, set(), set()

        def look(text, address):
            for word in words:
                if word in text:
                    found.setdefault(word, []).append(address)

        def ask(address, method="get"):
            with transaction.atomic():
                response = getattr(self.client, method)(address)
                text = read(response)
                transaction.set_rollback(True)
            look(text, address)
            # What somebody uploaded is streamed, and is no paper of ours
            if is_paper(text) and not response.streaming:
                with papers_as_paper(), transaction.atomic():
                    look(words_of_paper(self.client.get(address).content), f"{address} (on paper)")
                    transaction.set_rollback(True)
                papers.add(address)
            return response.status_code, text

        # What the rows of the matrix make on the way is undone with the walk
        with papers_as_text(), log_lines() as log, transaction.atomic():
            for name, address, method in places(world, person):
                status, text = ask(address, method)
                names.add(name)
                opened += status == 200
                for search in (
                    searches(address, text, BEGINNINGS) if status == 200 and method == "get" else ()
                ):
                    if search not in searched:
                        searched.add(search)
                        ask(search)
            transaction.set_rollback(True)
        type(self).walks[persona] = {
            "found": found,
            "names": names,
            "opened": opened,
            "searched": len(searched),
            "papers": papers,
            "log": log.getvalue(),
        }
        return type(self).walks[persona]

    def leaks(self, persona, forbidden):
        found = self.walk(persona)["found"]
        return [
            f"{persona} {address}: {what}"
            for word, what in forbidden.items()
            for address in found.get(word, ())
        ]

    def shown(self, persona, words):
        """What the words stand for that the person gets to see somewhere."""
        return {line.rsplit(": ", 1)[1] for line in self.leaks(persona, words)}

    def test_papers_were_read_as_they_leave_the_house(self):
        found = self.walk("iss_worker")
        on_paper = {
            address
            for addresses in found["found"].values()
            for address in addresses
            if address.endswith(" (on paper)")
        }
        assert len(found["papers"]) >= 3
        assert on_paper
        assert len(self.walk("facilitator")["papers"]) >= 2

    def test_the_log_holds_no_word_of_either(self):
        for persona in self.personas:
            log = self.walk(persona)["log"]
            assert '"event": "request"' in log
            assert [what for word, what in self.words().items() if word in log and word not in HER_ROOM] == []

    def test_neither_the_cache_nor_the_trail_holds_a_word_of_either(self):
        self.walk(self.personas[0])
        kept = str(cache._cache) + str(
            list(Entry.objects.values_list("act", "about_model", "reference", "details"))
        )
        reference = self.world.marked_file.reference
        coded = HER_ROOM | {reference: ""} | self.world.kept.references
        words = {word: what for word, what in self.words().items() if word not in coded}
        assert reference in kept
        assert [what for word, what in words.items() if word in kept] == []


@pytest.mark.xdist_group("the wall from his side")
class TheWallFromHisSide(Walk, TestCase):
    personas = sorted((PERSONAS - ISS) | {"third_facilitator"})

    def test_nothing_of_hers_is_on_any_page_of_his_side(self):
        for persona in self.personas:
            forbidden = self.world.hers | HER_ROOM
            if persona == "dpo":  # reads the trail, which holds references and codes
                del forbidden[self.world.marked_file.reference]
            with self.subTest(persona=persona):
                assert self.leaks(persona, forbidden) == []
                assert self.walk(persona)["opened"] >= 3

    def test_nothing_of_a_restricted_man_is_on_any_page_of_those_who_are_kept_back(self):
        """Lists, registers, calendars, searches, papers, the inbox, and every address about him."""
        kept = self.world.kept
        for persona in self.personas:
            may = persona in ("facilitator", "manager")
            forbidden = kept.hers if may else kept.words()
            if persona == "dpo":  # reads the trail, which holds references and codes
                forbidden = kept.his | kept.hers
            with self.subTest(persona=persona):
                assert self.leaks(persona, forbidden) == []

    def test_the_restricted_words_do_reach_those_who_are_named(self):
        """Or the walk would prove nothing."""
        shown = self.shown("facilitator", self.world.kept.his | self.world.kept.references)
        assert shown >= {
            "his kept first name",
            "his kept last name",
            "note of his contact",
            "note of his register",
            "what happened with him",
            "message about him",
            "reference of his restricted file",
        }

    def test_the_words_do_reach_his_facilitator(self):
        his = self.shown("facilitator", self.world.health)
        assert {"note of a contact", "findings", "note of a register", "reason of the hold", "message"} <= his

    def test_every_named_url_was_walked_and_searches_were_made(self):
        walk = self.walk("manager")
        assert walk["names"] == set(routes())
        assert walk["searched"] >= 3

    def test_a_new_url_that_nobody_put_into_the_matrix_stops_the_walk(self):
        """The walk itself is tried: were it blind to a new page, it would prove nothing of it."""
        new = routes() | routes([path("new/<int:pk>/", lambda request, pk: None, name="a_new_page")])
        with (
            patch("tests.access.walking.routes", lambda: new),
            self.assertRaisesMessage(KeyError, "a_new_page"),
        ):
            list(places(self.world, self.world.manager))

    def test_a_page_of_a_paper_and_of_a_spreadsheet_are_read(self):
        """A leak in what is packed would be found."""
        self.client.force_login(self.world.facilitator)
        paper = reverse("agreement_pdf", args=[self.world.marked.pk])
        with papers_as_text():
            assert "Ostrander" in read(self.client.get(paper))


@pytest.mark.xdist_group("the wall from hers")
class TheWallFromHers(Walk, TestCase):
    personas = sorted(ISS | {"second_iss_worker"})

    def test_nothing_of_hers_reaches_another_service_that_supports_women(self):
        for persona in ("other_iss_worker", "other_iss_manager"):
            with self.subTest(persona=persona):
                assert self.leaks(persona, self.world.hers) == []

    def test_neither_his_health_nor_notes_nor_other_men_are_on_any_page_of_the_iss(self):
        for persona in self.personas:
            forbidden = self.world.health | {"07700 900888": "his number"}
            if persona.startswith("other"):  # Coventry Haven supports the partner of the other man
                forbidden = {word: what for word, what in forbidden.items() if not what.startswith("another")}
            with self.subTest(persona=persona):
                assert self.leaks(persona, forbidden) == []
                assert self.walk(persona)["opened"] >= 3

    def test_the_words_do_reach_the_iss_that_supports_her(self):
        """Or the walk would prove nothing."""
        superseded = {"email", "safe times", "who may answer", "cover name"}
        assert self.shown("iss_worker", self.world.hers) == set(self.world.hers.values()) - superseded

    def test_nothing_of_a_restricted_woman_is_on_any_page_of_those_who_are_kept_back(self):
        """He is met through her file, so nothing of him reaches them either."""
        for persona in ("second_iss_worker", "other_iss_worker", "other_iss_manager"):
            with self.subTest(persona=persona):
                assert self.leaks(persona, self.world.kept.words()) == []

    def test_her_restricted_words_do_reach_those_who_are_named(self):
        shown = self.shown("iss_worker", self.world.kept.hers | self.world.kept.references)
        assert shown >= {
            "her kept first name",
            "her kept last name",
            "her kept plan",
            "note of her contact",
            "note of her support",
            "what happened with her",
            "of hers",
        }
        assert "why she is restricted" not in shown

    def test_errors_show_and_log_nothing_of_what_they_quote(self):
        phone = next(iter(self.world.hers))
        self.client.force_login(self.world.iss_worker)
        self.client.raise_request_exception = False
        address = reverse("her_file", args=[self.world.marked_file.pk])
        errors = {500: ValueError(phone), 400: SuspiciousOperation(phone), 404: Http404(phone)}
        for status, error in errors.items():
            with self.subTest(status=status), patch("iss.views.file.overview", side_effect=error):
                with log_lines() as log:
                    response = self.client.get(address)
                assert response.status_code == status
                for word, what in self.world.hers.items():
                    assert word not in read(response), what
                    assert word not in log.getvalue(), what
        assert mail.outbox == []

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
