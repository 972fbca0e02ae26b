"""Both voices at the joint table: in words, only as her service allows, never made into one, and hers first."""

import pytest
from django.urls import reverse

from iss import actions as iss
from iss.models import PartnerFile
from outcomes.instruments import FIRST
from outcomes.models import InstrumentVersion
from outcomes.scales import SKIPPED
from referrals import actions as his
from tests.iss.test_her_measures import ask_her
from tests.world import DAY, HER, NOON, WEEK, World

HERS = "She feels safer than at the start"
HER_ABUSE = "He is abusive more often than at the start"


@pytest.fixture
def world(db):
    return World(NOON + 15 * WEEK)


@pytest.fixture
def him(world):
    return world.suitable(at=NOON)


@pytest.fixture
def file(world, him):
    """She has been asked twice: he is abusive more often, and she feels safer all the same."""
    file = world.her_contacted(world.her_file(him), at=NOON)
    ask_her(world, file, W1=1, W3=1, W8=2, W10=2)
    ask_her(world, file, "midway", at=NOON + 14 * WEEK, W1=2, W3=2, W8=4, W10=1)
    return file


def show(world, file, *indicators):
    latest = file.measures.taken().last()
    iss.show_at_table(
        file, measure=latest, indicators=indicators, by=world.iss_worker, at=NOON + 14 * WEEK + DAY
    )


def he_says(world, him, stage, at, **given):
    version = InstrumentVersion.objects.in_force("M", at.date())
    answers = {item.id: SKIPPED for item in FIRST["M"].at(stage)} | given
    his.record_measure(
        him, stage=stage, asked_date=at.date(), version=version, answers=answers, by=world.facilitator, at=at
    )


def seen_by(client, person, him, page="pair"):
    client.force_login(person)
    return client.get(reverse(page, args=[him.pk])).content.decode()


@pytest.mark.parametrize("page", ["pair", "review"])
def test_my_time_reads_nothing_of_hers_until_her_worker_ticks_it(client, world, him, file, page):
    text = seen_by(client, world.manager, him, page)
    assert "Nothing of hers is shown here" in text
    assert "than at the start" not in text
    show(world, file, "safety")
    text = seen_by(client, world.manager, him, page)
    assert HERS in text
    assert HER_ABUSE not in text
    assert "Nothing of hers is shown here" not in text


def test_it_is_said_in_the_same_words_whether_or_not_she_was_ever_asked(client, world, him, file):
    other = world.suitable(at=NOON)
    words = "Nothing of hers is shown here. That says nothing about her"
    assert words in seen_by(client, world.manager, him)
    assert words in seen_by(client, world.manager, other)


def test_what_was_shown_lapses_when_she_is_asked_again(client, world, him, file):
    show(world, file, "safety")
    ask_her(world, file, "end", at=NOON + 15 * WEEK, W8=1)
    text = seen_by(client, world.manager, him)
    assert "Nothing of hers is shown here" in text
    assert "She feels less safe" not in text


def test_where_they_disagree_it_says_so_and_that_hers_goes_first(client, world, him, file):
    he_says(world, him, "initial", NOON, M1=2, M3=2)
    he_says(world, him, "midway", NOON + 14 * WEEK, M1=0, M3=0)
    show(world, file, "safety")
    assert "They disagree" not in seen_by(client, world.manager, him)
    show(world, file, "abuse")
    text = seen_by(client, world.manager, him)
    assert "They disagree about how often he is abusive. Hers goes first" in text
    assert text.index("She says") < text.index("He says that he is abusive less often")


def test_a_rise_in_what_he_admits_says_review_and_never_worse(client, world, him):
    he_says(world, him, "initial", NOON, M1=0, M3=0)
    he_says(world, him, "midway", NOON + 14 * WEEK, M1=2, M3=2)
    text = seen_by(client, world.manager, him)
    assert ">Review</strong>" in text
    assert "It does not say “worse”" in text
    assert ">Worse</strong>" not in text


def test_another_service_reads_nothing_of_a_woman_who_is_not_theirs(client, world):
    both = [dict(HER), dict(HER, first_name="Odile", last_name="Brightwater")]
    him = world.suitable(at=NOON, partners=both)
    theirs, _ = world_files(world, him)
    theirs.provider = world.other_iss_worker.organisation
    theirs.save(update_fields=["provider"])
    ask_her(world, theirs, by=world.other_iss_worker, W8=2)
    ask_her(world, theirs, "midway", at=NOON + 14 * WEEK, by=world.other_iss_worker, W8=4)
    show(world, theirs, "safety")
    assert HERS not in seen_by(client, world.iss_worker, him)
    assert HERS in seen_by(client, world.other_iss_worker, him)
    assert HERS in seen_by(client, world.manager, him)


def world_files(world, him):
    return PartnerFile.objects.told_of(him).order_by("pk")


def test_nothing_is_shown_while_sharing_is_stopped(client, world, him, file):
    show(world, file, "safety")
    type(him).objects.filter(pk=him.pk).update(counter_allegation=True)
    assert HERS not in seen_by(client, world.manager, him)
