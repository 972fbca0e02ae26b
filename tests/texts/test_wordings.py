"""Words in another language: what is missing, what may not be said, and that nothing already written changes."""

from datetime import timedelta

import pytest
from django.urls import reverse

from accounts.refusal import Refused
from referrals.models import Man
from tests.world import DAY, World
from texts.changing import write_words
from texts.delivery import words_of
from texts.models import Text, Wording
from texts.reaching import Reach
from texts.wordings import by_language, faults, messages_long

pytestmark = pytest.mark.django_db
GOOD = "Twoja wizyta: {day}, {time}. {phone}"


@pytest.fixture
def world(db):
    return World()


def written(world, at, **more):
    facts = {"channel": "text", "about_model": "referrals.referral", "about_id": 1, "thing_id": 1}
    moment = world.now + 3 * DAY
    times = {"moment": moment, "written_at": at, "due_at": moment, "useless_at": moment}
    return Text.objects.create(occasion="tomorrow", **facts, **times, **more)


def words(text):
    return words_of(text, Reach(language="Polish", ring="0121 496 0999"))


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ("Wizyta {day} {phone}", "Put in {time}"),
        ("Wizyta {day} {time} {phone} {name}", "no others"),
        ("Wizyta {day} {time} {phone", "no others"),
        ("Wizyta {day} {time} {phone.x}", "no others"),
        ("Program: {day} {time} {phone}", "neither him nor the programme"),
        ("Wizyta {day} {time} {phone} https://example.org", "website"),
    ],
)
def test_words_that_betray_or_lack_something_are_refused(world, said, why):
    assert any(why in fault for fault in faults(said, "tomorrow"))
    with pytest.raises(Refused):
        write_words(occasion="tomorrow", language="Polish", words=said, by=world.administrator, at=world.now)
    assert not Wording.objects.exists()


def test_good_words_are_kept_and_the_old_ones_stay_for_what_was_written(world):
    given = {"occasion": "tomorrow", "language": "Polish", "by": world.administrator}
    before = written(world, world.now - timedelta(minutes=1))
    write_words(**given, words=GOOD, at=world.now)
    Text.objects.filter(pk=before.pk).update(thing_id=2)
    first = written(world, world.now + timedelta(minutes=1))
    Text.objects.filter(pk=first.pk).update(thing_id=3)
    write_words(**given, words=f"Inne. {GOOD}", at=world.now + DAY)
    second = written(world, world.now + 2 * DAY)
    assert words(before).startswith("Your appointment")
    assert words(first).startswith("Twoja")
    assert words(second).startswith("Inne")
    assert Wording.objects.count() == 2
    assert Wording.objects.standing().count() == 1


def test_a_language_of_a_man_is_listed_with_what_is_missing(world):
    wording = write_words(
        occasion="missed", language="polish", words="{day} {phone}", by=world.administrator, at=world.now
    )
    [(name, lines)] = by_language([wording], {"Polish", "English", ""})
    assert name == "Polish"
    assert [occasion for occasion, found in lines.items() if found is None] == [
        "tomorrow",
        "cancelled",
        "moved",
        "questions",
    ]


def test_another_alphabet_takes_more_messages():
    assert messages_long("a" * 160) == 1
    assert messages_long("ж" * 160) == 3


class TestThePage:
    @pytest.fixture
    def administrator(self, client, world):
        client.force_login(world.administrator)
        return client

    def test_lists_the_languages_of_men_and_nobody(self, administrator, world):
        referral = world.acknowledged()
        Man.objects.filter(pk=referral.man_id).update(language="Urdu")
        page = administrator.get(reverse("wordings")).content.decode()
        assert "Urdu" in page
        assert "Words missing" in page
        assert referral.man.last_name not in page

    def test_shows_the_words_before_they_are_saved(self, administrator):
        url = reverse("write_wording", args=["tomorrow"]) + "?language=Polish"
        data = {"words": GOOD, "read": "on"}
        page = administrator.post(url, data | {"preview": "1"}).content.decode()
        assert "Twoja wizyta: Wednesday 30 September, 10:30am. 0121 496 0999" in page
        assert not Wording.objects.exists()
        administrator.post(url, data | {"save": "1"})
        assert Wording.objects.get().words == GOOD

    def test_asks_for_somebody_who_reads_the_language(self, administrator):
        url = reverse("write_wording", args=["tomorrow"]) + "?language=Polish"
        administrator.post(url, {"words": GOOD, "save": "1"})
        assert not Wording.objects.exists()
