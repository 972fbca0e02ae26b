"""An administrator publishes a new version; what is in force is never edited, and old answers keep theirs."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.refusal import Refused
from audit.models import Entry
from outcomes.models import InstrumentVersion
from outcomes.publishing import differences, next_version, publish, withdraw
from outcomes.scales import SKIPPED
from referrals.actions import record_measure
from tests.world import World

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def world(db):
    return World(timezone.now())


@pytest.fixture
def his():
    return InstrumentVersion.objects.get(code="M", number=1)


def tomorrow(world):
    return timezone.localdate(world.now) + DAY


def test_the_version_before_ends_the_day_before_and_old_answers_keep_theirs(world, his):
    him = world.on_programme()
    answers = {item.id: SKIPPED for item in his.at("initial")}
    given = {"by": world.facilitator, "at": world.now}
    taken = record_measure(
        him, stage="initial", asked_date=world.now.date(), version=his, answers=answers, **given
    )
    items = next_version(his, words={"M1": "I used force"}, left_out=["M6"])
    new = publish(his, items=items, valid_from=tomorrow(world), by=world.administrator, at=world.now)
    in_force = InstrumentVersion.objects.in_force
    assert in_force("M", tomorrow(world) - DAY) == his
    assert in_force("M", tomorrow(world)) == new
    assert new.instrument.item("M1").words == "I used force"
    assert new.instrument.item("M6") is None
    taken.refresh_from_db()
    assert taken.version.instrument.item("M1").words == "I hurt my partner or ex, or used force"
    assert Entry.objects.filter(act="instrument.published").exists()


def test_an_added_question_gets_an_id_that_was_never_used(world, his):
    one = {"words": "I sleep well", "scale": "A", "outcome": ("MOTIVE",)}
    new = publish(
        his,
        items=next_version(his, words={}, added=[one]),
        valid_from=tomorrow(world),
        by=world.administrator,
        at=world.now,
    )
    assert new.instrument.items[-1].id == "M14"
    assert next_version(new, words={}, left_out=["M14"], added=[one])[-1]["id"] == "M15"


@pytest.mark.parametrize(
    ("days", "changed", "why"),
    [
        (0, {"words": {"M1": "Other"}}, "later day"),
        (-3, {"words": {"M1": "Other"}}, "later day"),
        (1, {"words": {}}, "Nothing is different"),
    ],
)
def test_what_cannot_be_published_is_refused(world, his, days, changed, why):
    day = timezone.localdate(world.now) + days * DAY
    items = next_version(his, **changed)
    with pytest.raises(Refused, match=why):
        publish(his, items=items, valid_from=day, by=world.administrator, at=world.now)


def test_only_the_last_version_is_followed_and_one_to_come_can_be_taken_back(world, his):
    items = next_version(his, words={"M1": "Other"})
    given = {"by": world.administrator, "at": world.now}
    new = publish(his, items=items, valid_from=tomorrow(world), **given)
    with pytest.raises(Refused, match="follows already"):
        publish(his, items=items, valid_from=tomorrow(world) + DAY, **given)
    with pytest.raises(Refused, match="in force"):
        withdraw(InstrumentVersion.objects.get(pk=his.pk), **given)
    withdraw(new, **given)
    assert InstrumentVersion.objects.in_force("M", tomorrow(world)) == his
    assert InstrumentVersion.objects.get(pk=his.pk).valid_to is None


def sent(version, day, **changed):
    facts = {f"words_{item.id}": item.words for item in version.instrument.items}
    parts = {"valid_from_0": day.day, "valid_from_1": day.month, "valid_from_2": day.year}
    return facts | parts | changed


def test_the_administrator_changes_words_reads_what_that_does_and_confirms_it(client, world, his):
    client.force_login(world.administrator)
    address = reverse("publish_instrument", args=[his.pk])
    facts = sent(his, tomorrow(world), words_M1="I used force", out_M6="on")
    page = client.post(address, facts | {"new_words_1": "I sleep well"})
    assert {"new_scale_1", "new_outcome_1"} == set(page.context["form"].errors)
    facts |= {"new_words_1": "I sleep well", "new_scale_1": "A", "new_outcome_1": "MOTIVE"}
    page = client.post(address, facts)
    text = page.content.decode()
    assert "M1 is asked as “I used force”" in text
    assert "M6 is not asked any more" in text
    assert "M14 is new" in text
    assert InstrumentVersion.objects.filter(code="M").count() == 1
    confirmed = dict(page.context["sent"]) | {"confirmed": "1"}
    page = client.post(address, confirmed, follow=True)
    assert "Published" in page.content.decode()
    new = InstrumentVersion.objects.get(code="M", number=2)
    assert (new.instrument.item("M1").words, new.published_by) == ("I used force", world.administrator)
    assert list(differences(his, new.items)) == [
        "M1 is asked as “I used force” instead of “I hurt my partner or ex, or used force”",
        "M6 is not asked any more: “How many times were the police called about me?”",
        "M14 is new: “I sleep well”",
    ]
    assert "I used force" in client.get(reverse("instrument", args=[new.pk])).content.decode()
    client.post(reverse("withdraw_instrument", args=[new.pk]))
    assert not InstrumentVersion.objects.filter(pk=new.pk).exists()
