"""A file summed up for a meeting: each side from its own, who printed it and when, and never how she is reached."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from audit.models import Entry
from tests.access.walking import words_of_paper
from tests.world import HER, HIM


@pytest.fixture
def him(world):
    return world.on_programme()


@pytest.fixture
def her(world, him):
    return world.her_contacted(world.her_file(him))


def printed(client, user, name, file):
    client.force_login(user)
    answer = client.get(reverse(name, args=[file.pk]))
    return words_of_paper(answer.content) if answer.status_code == 200 else answer.status_code


def test_his_says_what_is_promised_who_printed_it_and_that_it_is_not_for_him(client, world, him):
    text = printed(client, world.facilitator, "file_summary_pdf", him)
    for each in (HIM["last_name"], him.reference, f"Printed by {world.facilitator.name}", "never show"):
        assert each in text
    entry = Entry.objects.get(act="summary.taken")
    assert (entry.actor_id, entry.reference, entry.details) == (world.facilitator.pk, him.reference, {})


def test_hers_says_nothing_of_how_she_is_reached_and_nothing_of_him(client, world, him, her):
    text = printed(client, world.iss_worker, "her_summary_pdf", her)
    assert HER["last_name"] in text
    told = (*(str(value) for value in HER["safe_contact"].values() if len(str(value)) > 3), HIM["last_name"])
    assert not [word for word in told if word in text]
    assert Entry.objects.get(act="summary.taken").reference == her.reference


def test_while_he_has_not_been_told_the_paper_says_so(client, world):
    assert "He has not been told" in printed(client, world.manager, "file_summary_pdf", world.pending())


@pytest.mark.parametrize(
    ("who", "name"), [("social_worker", "file_summary_pdf"), ("opcc", "file_summary_pdf")]
)
def test_nobody_else_prints_his(client, world, him, who, name):
    assert printed(client, getattr(world, who), name, him) == 403


def test_his_side_does_not_print_hers_nor_another_service(client, world, her):
    assert printed(client, world.manager, "her_summary_pdf", her) == 403
    assert printed(client, world.other_iss_manager, "her_summary_pdf", her) == 404


def test_a_longer_file_costs_no_question_more(client, world, him, her):
    def cost(user, name, file):
        client.force_login(user)
        with CaptureQueriesContext(connection) as asked:
            client.get(reverse(name, args=[file.pk]))
        return len(asked)

    pages = ((world.manager, "file_summary", him), (world.iss_worker, "her_summary", her))
    before = [cost(*page) for page in pages]
    for _ in range(8):
        him.contact_attempts.create(at=world.now, channel="text", two_way=False, by=world.facilitator)
        her.support.create(kind="telephone", date=world.now, by=world.iss_worker, at=world.now)
    assert [cost(*page) for page in pages] == before
