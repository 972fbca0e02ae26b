"""The table's pages: each side records its own, and reads the other's only then."""

from datetime import timedelta

import pytest
from django.utils import timezone

from joint.actions import name_professional, record_side
from joint.models import Pair, Professional
from tests.world import DAY, World, fresh


@pytest.fixture
def world(db):
    return World(timezone.now())


@pytest.fixture
def him(world):
    return world.pending()


def get(client, person, address):
    client.force_login(person)
    return client.get(address).content.decode()


def post(client, person, address, **data):
    client.force_login(person)
    return client.post(address, data, follow=True).content.decode()


def agree(client, person, him, **more):
    return post(
        client, person, f"/joint/{him.pk}/discussion/", verdict="suitable", findings=f"From {person}.", **more
    )


def test_the_other_sides_record_is_shown_once_ones_own_is_in(client, world, him):
    record_side(
        him, side="iss", verdict="unsuitable", unsuitable_reason="denial", risks="x", findings="What we bring.",
        by=world.iss_worker, at=world.now,
    )  # fmt: skip
    for page in ("", "discussion/"):
        assert "What we bring." not in get(client, world.manager, f"/joint/{him.pk}/{page}")
    assert "The sides disagree" in agree(client, world.manager, him)
    for page in ("", "discussion/"):
        assert "What we bring." in get(client, world.manager, f"/joint/{him.pk}/{page}")


def test_both_sides_agree_on_their_pages_and_it_is_decided(client, world, him):
    assert "has not recorded yet has been told" in agree(client, world.manager, him)
    assert "Recorded, and decided: suitable" in agree(client, world.iss_worker, him)
    assert fresh(him).status == "suitable"


def test_unsuitable_needs_reason_risks_and_what_is_suggested_instead(client, world, him):
    text = post(client, world.manager, f"/joint/{him.pk}/discussion/", verdict="unsuitable", findings="No.")
    for words in ("Select why he is unsuitable", "Enter the risks to her", "Enter what else could help him"):
        assert words in text
    assert fresh(him).status == "pending"


def test_a_recommendation_says_who_acts_and_by_when(client, world, him):
    sent = {
        "verdict": "unsuitable",
        "findings": "No.",
        "unsuitable_reason": "denial",
        "risks": "x",
        "alternatives": "x",
    }
    text = post(client, world.manager, f"/joint/{him.pk}/discussion/", recommend="marac", **sent)
    assert "Enter who will act on it" in text
    assert "Enter the day to act by" in text


def test_a_decided_file_goes_back_to_the_table_with_the_reason(client, world):
    him = world.suitable()
    text = get(client, world.manager, f"/joint/{him.pk}/discussion/")
    assert text == ""
    assert "not waiting for a joint discussion" in get(client, world.manager, f"/joint/{him.pk}/")


def test_the_list_says_whose_side_is_missing(client, world, him):
    assert "To be recorded" in get(client, world.iss_worker, "/joint/")
    record_side(him, side="iss", verdict="suitable", findings="x", by=world.iss_worker, at=world.now)
    assert "To be recorded" not in get(client, world.iss_worker, "/joint/")
    assert "To be recorded" in get(client, world.manager, "/joint/")


def test_the_list_can_be_narrowed_to_what_is_waiting(client, world, him):
    other = world.on_programme()
    discussions = get(client, world.manager, "/joint/?show=discussions")
    assert him.reference in discussions
    assert other.reference not in discussions
    assert other.reference in get(client, world.manager, "/joint/?show=reviews")
    assert him.reference in get(client, world.manager, f"/joint/?reference={him.reference.lower()}")


def test_the_list_costs_the_same_however_long_it_is(client, world, django_assert_max_num_queries):
    for _ in range(6):
        world.pending()
    client.force_login(world.manager)
    with django_assert_max_num_queries(16):
        client.get("/joint/")


def test_the_iss_reads_attendance_and_topics_to_come(client, world):
    group = world.group(at=world.now - 21 * DAY, weeks=8)
    him = world.on_programme(group=group, at=world.now - 21 * DAY)
    session = him.enrolments.get().first_session
    world.register(session, {him: "late"})
    text = get(client, world.iss_worker, f"/joint/{him.pk}/")
    assert session.topic.title in text
    assert "Attended late" in text
    following = group.sessions.filter(starts_at__gt=timezone.now()).order_by("starts_at").first()
    assert following.topic.title in text


@pytest.mark.parametrize(
    ("persona", "sees"),
    [
        ("manager", True),
        ("iss_worker", True),
        ("iss_manager", True),
        ("other_iss_worker", False),
        ("facilitator", False),
    ],
)
def test_who_sits_at_the_table(world, him, persona, sees):
    assert Pair.objects.visible_to(getattr(world, persona)).filter(pk=him.pk).exists() is sees


def test_a_professional_is_named_and_told_once(client, world, him):
    one = name_professional(
        him, name="J. Oduya", role="Probation officer", by=world.facilitator, at=world.now
    )
    assert "Told if his file ends" in get(client, world.facilitator, f"/joint/{him.pk}/professionals/")
    spoke = {"how_told": "By telephone, to her"}
    post(client, world.facilitator, f"/professionals/{one.pk}/told/", **spoke)
    told_at = Professional.objects.get().told_at
    assert told_at - world.now < timedelta(minutes=5)
    post(client, world.manager, f"/professionals/{one.pk}/told/", **spoke)
    assert Professional.objects.get().told_at == told_at
