"""No paper addressed to him holds anything from her side: every template, every field, read from the PDF itself.

A template, a letter or a field that is new and not covered here fails.
"""

import ast
from pathlib import Path

import pytest
from django.conf import settings
from django.template.base import FilterExpression, Node, Variable
from django.template.loader import get_template, render_to_string
from django.test import TestCase
from django.utils import timezone

import paper
from directory.models import Service
from joint.summing_up.reading import summary_of
from monitoring.models import CopyRequest
from monitoring.subject_access.on_paper import HIS_PAPER, page_of_copy
from programme.actions.letters import address_of, page_of
from programme.letters.drafting import draft, source_of
from programme.letters.fields import FIELDS, values
from programme.letters.kinds import ATTENDANCE, CHANGE, ENROLMENT, MANNERS, OFFER, LetterKind
from programme.models import Letter
from programme.own_copy import copy_of_his
from referrals.agreements.views import TEMPLATE as AGREEMENT
from tests.access.marked import marked_world
from tests.access.walking import words_of_paper
from tests.world import fresh

HIM, HER, HIS_SIDE, THE_ISS = "him", "her", "My Time", "her service"
BOTH_SERVICES, OUTSIDE = "professionals", "anybody"
# To whom each paper goes. What goes to him is read below; the rest is read by the leak walk as each person gets it.
TO = {
    "agreement.html": HIM,
    "letter.html": HIM,
    "certificate.html": HIM,
    "own_copy.html": HIM,
    "her_own_copy.html": HER,
    "her_agreement.html": HER,
    "her_update.html": HER,
    "his_summary.html": HIS_SIDE,
    "her_summary.html": THE_ISS,
    "plain_sheet.html": HER,
    "marac.html": BOTH_SERVICES,
    "meeting_minutes.html": BOTH_SERVICES,
    "report.html": BOTH_SERVICES,
    "review_minutes.html": BOTH_SERVICES,
    "briefing.html": OUTSIDE,
    "flyer.html": OUTSIDE,
    "foi.html": OUTSIDE,
    "poster.html": OUTSIDE,
    "release.html": OUTSIDE,
    "quarterly_return.html": OUTSIDE,
}
# Others extend these
FRAMES = {"base.html", "figures_table.html", "sheet.html"}  # what papers are set in, or a part of several
# All that a paper to him may look up. ``words`` and ``heading`` are made of FIELDS and of what somebody typed.
LOOKUPS = {
    "agreement.html": {
        "referral.man.name",
        "referral.reference",
        "referral.area",
        "said",
        "said.asked_date",
    },
    "letter.html": {"reference", "phone", "at", "to", "line", "forloop.last", "heading", "words", "signed"},
    "certificate.html": {"reference", "at", "heading", "words", "signed"},
    "own_copy.html": {
        *(
            "reference",
            "at",
            "section",
            "section.title",
            "section.items",
            "item",
            "item.withheld",
            "item.rows",
        ),
        *("label", "text", "sections", "part", "parts"),
    },
}
ABOUT_HER = ("her side", "women", "Integrated Support", "ISS")


class PapersToHim(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.world = marked_world()
        cls.him = him = fresh(cls.world.marked)
        decision = him.decisions.create(
            stage="discussion",
            outcome="unsuitable",
            unsuitable_reason="too_high_risk",
            risks=next(iter(cls.world.hers)),
            findings=next(iter(cls.world.hers)),
            alternatives=next(iter(cls.world.hers)),
            by=cls.world.manager,
            at=timezone.now(),
        )
        for name, for_whom in (("Help for men", "harm"), ("Help for women", "victims")):
            decision.suggested.add(
                Service.objects.create(name=name, slug=name.replace(" ", "-").lower(), for_whom=for_whom)
            )

    def facts(self):
        return {
            OFFER: self.him.assessment_offers.first(),
            ENROLMENT: self.him.enrolments.first(),
            ATTENDANCE: self.him.attendances.first(),
            CHANGE: self.him.status_changes.last(),
        }

    def source(self, kind):
        return source_of(self.him, kind, self.facts()[MANNERS[kind].about], at=self.world.now)

    def forbidden(self):
        return self.world.hers | {"07700 900999": "her number", "0770090099": "most of her number"}

    def assert_nothing_of_hers(self, text, what):
        found = [meaning for word, meaning in self.forbidden().items() if word in text]
        found += [word for word in ABOUT_HER if word in text]
        assert found == [], what

    def test_every_field_of_every_letter_is_read_and_holds_nothing_of_hers(self):
        read = set()
        for kind in LetterKind:
            for name, value in values(self.source(kind), MANNERS[kind].fields).items():
                with self.subTest(kind=kind, field=name):
                    self.assert_nothing_of_hers(value, name)
                read.add(name)
        assert read == set(FIELDS)

    def test_every_letter_as_it_leaves_the_house_holds_nothing_of_hers(self):
        templates = set()
        for kind in LetterKind:
            with self.subTest(kind=kind):
                text, letter = self.on_paper(kind)
                self.assert_nothing_of_hers(text, kind)
                assert self.him.reference in text
                assert self.him.man.last_name in text
                templates.add(Path(letter.manner.template).name)
        assert templates | {Path(AGREEMENT).name, Path(HIS_PAPER).name} == {
            name for name, to in TO.items() if to == HIM
        }

    def on_paper(self, kind):
        made = draft(self.source(kind))
        letter = Letter(referral=self.him, kind=kind, heading=made.heading, words=made.words)
        letter.to, letter.issued_at, letter.issued_by = (
            address_of(self.him.man),
            self.world.now,
            self.world.facilitator,
        )
        html = render_to_string(letter.manner.template, page_of(letter, self.him))
        return words_of_paper(paper.from_html(html)), letter

    def test_a_word_of_hers_in_a_letter_would_be_found(self):
        """The reading itself is tried."""
        word = next(iter(self.world.hers))
        text = words_of_paper(paper.from_html(f'<html lang="en-GB"><title>T</title><p>{word}</p></html>'))
        with pytest.raises(AssertionError):
            self.assert_nothing_of_hers(text, "planted")

    def test_services_for_women_are_not_offered_to_him(self):
        text, _ = self.on_paper(LetterKind.NOT_SUITABLE)
        assert "Help for men" in text
        assert "Help for women" not in text

    def test_the_copy_of_his_record_as_it_leaves_the_house_holds_nothing_of_hers(self):
        """All that is held of him, before anybody has withheld a word of it."""
        copy = CopyRequest(
            reference="SA-TEST-TEST", content=copy_of_his(self.him.man), approved_at=self.world.now
        )
        text = words_of_paper(paper.pdf(HIS_PAPER, page_of_copy(copy)))
        self.assert_nothing_of_hers(text.replace("MISSING", ""), "copy")
        found = [what for word, what in self.world.health.items() if word in text]
        assert {"note of a contact", "message"} <= set(found)  # what is his does reach him

    def test_the_summary_of_his_file_holds_nothing_of_hers(self):
        """It is not for him, but paper is left lying about. That both services owe something is no secret."""
        context = summary_of(self.him, self.world.manager, at=self.world.now)
        text = words_of_paper(paper.pdf("paper/his_summary.html", context))
        assert [meaning for word, meaning in self.forbidden().items() if word in text] == []
        assert self.him.man.last_name in text
        assert f"Printed by {self.world.manager.name}" in text

    def test_his_agreement_as_it_leaves_the_house_holds_nothing_of_hers(self):
        """It does say that a service for partners exists: he agrees to that."""
        said = self.him.agreements.first()
        text = words_of_paper(paper.pdf(AGREEMENT, {"referral": self.him, "said": said}))
        assert [meaning for word, meaning in self.forbidden().items() if word in text] == []
        assert self.him.man.last_name in text


def test_it_is_known_to_whom_every_paper_goes():
    there_are = {path.name for path in (Path(settings.BASE_DIR) / "templates" / "paper").glob("*.html")}
    assert there_are - FRAMES == set(TO)


def test_papers_to_him_look_up_what_is_on_the_list_and_nothing_else():
    for name in (name for name, to in TO.items() if to == HIM):
        assert lookups(f"paper/{name}") - {"screen"} <= LOOKUPS[name], name


def test_letters_to_him_are_written_in_a_room_that_cannot_look_at_hers():
    """By construction: neither they, nor what they are made of, import her room or the joint table."""
    root = Path(settings.BASE_DIR)
    rooms = [root / "programme", root / "referrals", root / "texts", root / "directory", root / "paper"]
    for path in (path for room in rooms for path in room.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text())):
            names = [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            names += [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            assert not any(name.split(".")[0] in {"iss", "joint", "intake"} for name in names), path


def lookups(template_name):
    """Every name that a template and what it includes looks up: {"referral.man.name", ...}."""
    found = set()
    for node in get_template(template_name).template.nodelist.get_nodes_by_type(Node):
        for value in vars(node).values():
            _names(value, found)
        included = getattr(node, "template", None)
        if isinstance(included, FilterExpression) and isinstance(included.var, str):
            found |= lookups(included.var)
    return found


def _names(value, found):
    if isinstance(value, FilterExpression):
        _names(value.var, found)
        for _, args in value.filters:
            for _, arg in args:
                _names(arg, found)
    elif isinstance(value, Variable):
        if value.lookups:
            found.add(value.var)
    elif isinstance(value, list | tuple):
        for item in value:
            _names(item, found)
    elif isinstance(value, dict):
        _names(list(value.values()), found)
    elif hasattr(value, "value") and isinstance(value.value, FilterExpression):
        _names(value.value, found)
