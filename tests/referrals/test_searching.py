"""A file is found by the beginning of each of his names and by parts of its reference, through hashes alone."""

import random
from datetime import date
from importlib import import_module
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection
from django.urls import reverse

from referrals.likeness import remember
from referrals.models import Man, Referral, SearchWord
from referrals.searching import found
from referrals.searching.words import asked, pair_asked, pairs_of, token, tokens_of, words_of
from referrals.spelling import plain
from tests.proof import size
from tests.world import HIM, World

pytestmark = pytest.mark.django_db
NAMES = (
    "Ágnes-Béla",
    "O’Toole",
    "Łukasz",
    "van der Berg",
    "Mohammed",
    "Smith",
    "Smithers",
    "Jo",
    "Müller",
    "d'Souza",
)


@pytest.fixture
def world():
    return World()


def by_reading(text):
    """The same without hashes: every word begins one of his names or a part of the reference."""
    wanted = plain(text).split()
    return {
        referral.pk
        for referral in Referral.objects.select_related("man")
        if wanted and all(_has(referral, word) for word in wanted)
    }


def _has(referral, word):
    names = plain(f"{referral.man.first_name} {referral.man.last_name}").split()
    parts = plain(referral.reference).split()
    begins = any(name.startswith(word) for name in names)
    return (
        begins
        or word in {*parts, "".join(parts)}
        or (len(word) >= 3 and any(p.startswith(word) for p in parts))
    )


@pytest.mark.proof
def test_hashes_find_what_reading_finds(world):
    dice = random.Random(1)
    for _ in range(size(short=12, whole=200)):
        him = HIM | {"first_name": dice.choice(NAMES), "last_name": dice.choice(NAMES)}
        world.received(him=him)
    for _ in range(size(short=150, whole=5000)):
        name, other = dice.choice(NAMES), dice.choice(NAMES)
        text = dice.choice(
            (name[: dice.randrange(1, 9)], f"{other[:3]} {name}", f"{name} {other}", other.upper())
        )
        files = Referral.objects.all()
        wanted = by_reading(text)
        assert {file.pk for file in found(files, text)} == wanted, text
        assert {file.pk for file in found(files, text, by_two=True)} == wanted, text


@pytest.mark.parametrize("text", ["", "%", "_", "'", "\\", "(", "-"])
def test_nothing_finds_nothing(world, text):
    world.received()
    assert not found(Referral.objects.all(), text).exists()


def test_a_reference_is_found_whole_in_parts_and_without_its_hyphens(world):
    referral = world.received()
    world.received(him=HIM | {"first_name": "Somebody", "last_name": "Else"})
    prefix, first, last = referral.reference.split("-")
    for text in (
        referral.reference,
        referral.reference.lower(),
        first,
        last,
        first[:3],
        f"{prefix}{first}{last}",
    ):
        assert [file.pk for file in found(Referral.objects.all(), text)] == [referral.pk], text


def test_a_search_is_of_what_the_person_may_see(world):
    world.acknowledged()
    assert found(Referral.objects.visible_to(world.facilitator), "pemberwick").count() == 1
    assert found(Referral.objects.visible_to(world.other_facilitator), "pemberwick").count() == 0
    assert SearchWord.objects.visible_to(world.other_facilitator).count() == 0


def test_another_name_is_found_and_the_old_one_is_not(world):
    referral = world.received()
    Man.objects.filter(pk=referral.man_id).update(last_name="Ashgrove")
    remember(Man.objects.get(pk=referral.man_id))
    assert found(Referral.objects.all(), "ashg").get() == referral
    assert not found(Referral.objects.all(), "pemberwick").exists()


def test_the_table_says_nothing_without_the_secret(world, settings):
    world.received()
    with connection.cursor() as cursor:
        cursor.execute("select string_agg(w::text, ' ') from referrals_searchword w")
        said = cursor.fetchone()[0]
    assert "ember" not in said.casefold()
    settings.SEARCH_KEY = "another"
    assert not found(Referral.objects.all(), "pemberwick").exists()
    call_command("remember_men")
    assert found(Referral.objects.all(), "pemberwick").exists()


def test_two_words_are_looked_for_together(world):
    referral = world.received()
    one = found(Referral.objects.all(), "gareth pemberwick", by_two=True)
    assert list(one) == [referral]
    assert not found(Referral.objects.all(), "gareth pembertree", by_two=True).exists()
    SearchWord.objects.filter(token=token("gar pem")).delete()
    assert not one.all().exists()
    assert list(found(Referral.objects.all(), "gareth pemberwick")) == [referral]


def test_what_an_older_version_wrote_without_pairs_is_found_all_the_same(client, world):
    referral = world.received()
    SearchWord.objects.filter(token=token("gar pem")).delete()
    client.force_login(world.manager)
    page = client.get(reverse("referrals"), {"show": "all", "q": "Gareth Pemberwick"})
    assert [line["reference"] for line in page.context["lines"]] == [referral.reference]


def test_the_files_that_are_there_are_given_their_pairs(world):
    referral = world.received()
    before = set(SearchWord.objects.values_list("token", "newest", "referral", "area"))
    SearchWord.objects.filter(token__in=[token(pair) for pair in _pairs_of(referral)]).delete()
    assert len(before) > SearchWord.objects.count() > 0
    migration = import_module("referrals.migrations.0034_two_words_together")
    migration.keep(apps, SimpleNamespace(connection=connection))
    assert set(SearchWord.objects.values_list("token", "newest", "referral", "area")) == before


def _pairs_of(referral):
    man = referral.man
    return pairs_of(man.first_name, man.last_name, reference=referral.reference)


def test_two_beginnings_of_one_name_are_no_pair():
    assert pair_asked(["gareth", "gar"]) == ""
    assert pair_asked(["pemberwick", "g"]) == ""
    assert pair_asked(["pemberwick", "gareth", "o"]) == "gar pem"


def test_what_is_found_comes_newest_first_as_the_list_has_it(world):
    referral = world.received()
    older = world.received(him=HIM | {"first_name": "Earlier"})
    Referral.objects.filter(pk=older.pk).update(received_date=date(2020, 1, 1))
    remember(Man.objects.get(pk=older.man_id))
    assert list(found(Referral.objects.all(), "pemb").by_newest()) == [referral, older]


def test_a_search_looks_for_equal_numbers_and_nothing_else(world):
    world.received()
    query = str(
        found(Referral.objects.visible_to(world.manager), "pemberwick gareth").by_newest().query
    ).upper()
    assert "LIKE" not in query
    assert "UPPER" not in query


def test_words_are_few_and_without_marks():
    assert words_of("Łukasz", "", reference="MT-A3K7-9PQX") >= {
        "l",
        "lukasz",
        "mt",
        "a3k",
        "9pqx",
        "mta3k79pqx",
    }
    assert asked("  O’Toole   ágnes ") == ["otoole", "agnes"]
    assert len(tokens_of("Christopher", "Featherstonehaugh", reference="MT-A3K7-9PQX")) < 45
