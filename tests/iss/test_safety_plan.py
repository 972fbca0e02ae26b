"""Her safety plan: versions stay, what changed is shown, and it goes on paper only as she said."""

import pytest
from django.urls import reverse

from accounts.refusal import Refused
from iss import actions
from iss.plan import PARTS, changes
from tests.paper.reading import reader, said_in_headers, words
from tests.world import DAY, HER, HIM, NOON


@pytest.fixture
def worker(client, world):
    client.force_login(world.iss_worker)
    return client


def write(world, file, at=NOON, **parts):
    return actions.write_safety_plan(file, parts=parts, made_date=at.date(), by=world.iss_worker, at=at)


def choose(world, file, wanted, **more):
    return actions.choose_paper(
        file, wanted=wanted, asked_date=NOON.date(), by=world.iss_worker, at=NOON, **more
    )


def see(client, name, file, *more):
    return client.get(reverse(name, args=[file.pk, *more]))


def test_a_new_version_leaves_the_one_before_as_it_was(worker, world, file):
    write(world, file, bag="At her mother's.")
    second = write(world, file, at=NOON + DAY, bag="At the neighbour's.", help="Ring 999.")
    assert second.version == 2
    assert "At her mother" in see(worker, "her_safety_plan_version", file, 1).content.decode()
    page = see(worker, "her_safety_plan", file)
    assert [change.heading for change in page.context["changes"]] == [
        "Whom she calls, and the word they agreed",
        "What is packed, and where it is kept",
    ]


def test_what_changed_is_what_is_new_otherwise_or_taken_out():
    found = changes({"bag": "A", "help": "B", "signs": "C"}, {"bag": "A", "help": "D", "apart": "E"})
    assert [(change.before, change.now) for change in found] == [("C", ""), ("B", "D"), ("", "E")]


def test_an_empty_plan_and_one_that_says_the_same_are_refused(world, file):
    with pytest.raises(Refused, match="at least one"):
        write(world, file, bag=" ")
    write(world, file, bag="A")
    with pytest.raises(Refused, match="Nothing is different"):
        write(world, file, bag="A")


def test_nothing_is_printed_before_she_was_asked(worker, world, file):
    write(world, file, bag="At her mother's.")
    assert "has not been asked" in see(worker, "her_plan_print", file).content.decode()
    assert see(worker, "her_plan_sheet", file).status_code == 404


def test_nothing_is_printed_where_she_wants_no_paper_and_the_page_says_why(worker, world, file):
    write(world, file, bag="At her mother's.")
    choose(world, file, True, parts=["bag"])
    choose(world, file, False, because="He goes through her things.")
    page = see(worker, "her_plan_print", file).content.decode()
    assert "she wants no paper" in page
    assert "He goes through her things." in page
    assert "3 June 2026" in page
    assert see(worker, "her_plan_sheet", file).status_code == 404


def test_the_sheet_holds_what_she_chose_under_her_words_and_betrays_nothing(worker, world, file):
    write(world, file, bag="Keys, papers.", signs="When he drinks.", herself="Choir.")
    choose(world, file, True, heading="Things to remember", parts=["bag", "herself"])
    response = see(worker, "her_plan_sheet", file)
    text = words(response.content)
    assert "Things to remember" in text
    assert "Keys, papers." in text
    assert "Choir." in text
    assert "When he drinks." not in text
    everything = (text + str(dict(reader(response.content).metadata)) + said_in_headers(response)).lower()
    betraying = ("my time", "iss", "women", "programme", "abuse", "safety", "plan", "violen", "support")
    names = (HER["first_name"], HER["last_name"], HIM["last_name"], str(file.provider), file.short_reference)
    assert [word for word in (*betraying, *names) if word.lower() in everything] == []


def test_no_heading_of_the_sheet_says_what_it_is():
    said = set(" ".join(part.plain_heading for part in PARTS).lower().split())
    assert (
        said & {"safe", "safety", "danger", "plan", "he", "him", "police", "leaving", "leave", "court"}
        == set()
    )


def test_the_choice_is_recorded_with_its_day(world, file):
    write(world, file, bag="A")
    chosen = choose(world, file, False, because="No.")
    assert (chosen.asked_date, chosen.by, chosen.at) == (NOON.date(), world.iss_worker, NOON)
