"""The briefing pack says what the rules of the day say, to everybody, on a page and on paper."""

from datetime import date, timedelta

import pytest
from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone

from accounts.models import Area
from knowledge.models import Contact
from knowledge.pack import briefing
from programme.models import ProgrammeVersion
from referrals.eligibility import Criterion
from referrals.explained import WORDS
from referrals.models import EligibilityRule
from tests.paper.reading import reader, tags, words
from timescales.models import PromiseRule

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nothing_kept():
    """Tests that walk every page draw papers as text, and what is drawn is kept for a day."""
    cache.clear()


def page(client):
    return " ".join(client.get(reverse("briefing")).content.decode().split())


def paper(client):
    return words(client.get(reverse("briefing_pdf")).content)


def promise(name, **fields):
    rule = PromiseRule.objects.filter(promise=name).latest("valid_from")
    rule.pk, rule.valid_from = None, timezone.now() - timedelta(minutes=1)
    for field, value in fields.items():
        setattr(rule, field, value)
    rule.save()


def test_every_criterion_there_is_can_be_explained():
    assert set(WORDS) == set(Criterion)


def test_anybody_may_read_it_and_no_browser_keeps_it(client):
    response = client.get(reverse("briefing"))
    assert response.status_code == 200
    assert "no-store" in response["Cache-Control"]
    assert "48 hours" in page(client)


def test_a_criterion_that_ends_leaves_the_page_and_the_paper(client):
    assert "strangled" in page(client)
    assert "strangled" in paper(client)
    EligibilityRule.objects.filter(criterion="strangulation_sign_off").update(valid_to=timezone.localdate())
    assert "strangled" not in page(client)
    assert "strangled" not in paper(client)


def test_a_promise_that_changes_changes_both(client):
    promise("contact_him", amount=36)
    assert "36 hours" in page(client)
    assert "36 hours" in paper(client)


def test_a_change_to_come_is_not_told_before_its_day(client):
    promise("contact_him", amount=36, valid_from=timezone.now() + timedelta(days=1))
    assert "36 hours" not in page(client)


def test_it_says_as_of_when_and_when_a_rule_last_changed(client):
    today = timezone.localdate()
    assert f"Rules as of {today:%-d %B %Y}. Last changed 1 December 2018" in paper(client)
    promise("contact_him", amount=36)
    assert briefing(at=timezone.now()).changed == today


def test_the_number_of_sessions_is_that_of_the_version_in_force(client):
    ProgrammeVersion.objects.create(
        name="A longer one", sessions_required=34, valid_from=timezone.localdate() - timedelta(days=1)
    )
    assert "34 sessions" in paper(client)


def test_it_cites_where_the_reasons_for_parallel_support_come_from(client):
    assert "section 4.7.2" in paper(client)


def test_the_paper_is_tagged_titled_and_dated(client):
    content = client.get(reverse("briefing_pdf")).content
    root = reader(content).root_object
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "en-GB"
    assert f"{timezone.localdate():%-d %B %Y}" in reader(content).metadata.title
    found = tags(content)
    assert found.count("H1") == 1
    assert {"H2", "H3", "L", "Table", "TH"} <= set(found)


def test_the_same_rules_are_drawn_once(client, monkeypatch):
    paper(client)
    monkeypatch.setattr("paper.documents._engine", lambda: pytest.fail("It was drawn again."))
    assert "48 hours" in paper(client)


@pytest.mark.parametrize("sheet", ["flyer-a5", "flyer-a4", "poster-a4", "poster-a3"])
def test_a_sheet_is_one_page_of_its_size_with_the_contacts_of_its_area(client, sheet):
    birmingham, coventry = (Area.objects.get(name=name) for name in ("Birmingham", "Coventry"))
    for name, area in (("The region", None), ("Ours", birmingham), ("Theirs", coventry)):
        Contact.objects.create(
            whom="professionals", name=name, area=area, phone="0121 496 0700", valid_from=date(2020, 1, 1)
        )
    response = client.get(reverse("sheet"), {"sheet": sheet, "area": birmingham.pk})
    assert response["Content-Disposition"].startswith("attachment")
    (only,) = reader(response.content).pages
    width = {"a5": 148, "a4": 210, "a3": 297}[sheet[-2:]]
    assert round(float(only.mediabox.width) / 72 * 25.4) == width
    text = words(response.content)
    assert "The region" in text
    assert "Ours" in text
    assert "Theirs" not in text
    assert "For professionals" in text


def test_a_sheet_that_does_not_exist_is_asked_for_again(client):
    response = client.get(reverse("sheet"), {"sheet": "banner-a0"})
    assert response.status_code == 400
    assert "Select one of the answers listed" in response.content.decode()


def test_a_contact_that_has_ended_is_printed_no_longer(client):
    Contact.objects.create(
        whom="professionals",
        name="An old number",
        phone="0121 496 0701",
        valid_from=date(2020, 1, 1),
        valid_to=timezone.localdate(),
    )
    assert "An old number" not in words(client.get(reverse("sheet"), {"sheet": "flyer-a5"}).content)


def test_who_asks_for_hundreds_is_asked_to_wait(client, settings):
    settings.PUBLIC_RATE_LIMITS = {"print": {"address": (2, 60), "everybody": (100, 60)}}
    answers = [client.get(reverse("briefing_pdf"), REMOTE_ADDR="198.51.100.7") for _ in range(3)]
    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert "Please wait a little" in answers[-1].content.decode()
    assert client.get(reverse("briefing_pdf"), REMOTE_ADDR="198.51.100.8").status_code == 200
