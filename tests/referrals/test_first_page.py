"""The first page of the list is asked by a question that is written once: the rows are those that anybody is given."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import Area, User
from monitoring.glass.actions import break_glass
from referrals.filters import current
from referrals.lists import newest_of, with_what_is_shown
from referrals.models import Deadline, Referral
from tests.world import World

READERS = ("manager", "spoc", "facilitator", "other_facilitator")
LIST = reverse("referrals")


@pytest.fixture
def world(db):
    """Files here and elsewhere, passed on or not, ended, destroyed, and one that is restricted."""
    world = World(timezone.now())
    world.waiting, world.here = world.received(), world.contacted()
    world.elsewhere, world.restricted = world.acknowledged(), world.acknowledged()
    ended, destroyed = world.acknowledged(), world.acknowledged()
    Referral.objects.filter(pk=world.elsewhere.pk).update(area=Area.objects.get(name="Coventry"))
    Referral.objects.filter(pk=ended.pk).update(status="closed", closed_date=ended.received_date)
    Deadline.objects.filter(referral=ended).running().update(stopped_at=world.now)
    Referral.objects.filter(pk=destroyed.pk).update(destroyed_at=world.now)
    world.restricted.man.restrictions.create(
        because="known", reason="A cousin.", at=world.now, by=world.manager
    )
    return world


def anew(person):
    """As the next request knows the person."""
    return User.objects.get(pk=person.pk)


def as_ever(person, *, everything):
    files = Referral.objects.visible_to(person)
    return list(with_what_is_shown(files if everything else current(files))[:26])


@pytest.mark.parametrize("everything", [False, True])
def test_it_gives_each_reader_the_rows_of_the_question_that_is_written_for_them(world, everything):
    found = {}
    for _ in range(2):  # the second time as it was kept
        for name in READERS:
            person = anew(getattr(world, name))
            rows = newest_of(person, 26, everything=everything)
            assert rows == as_ever(person, everything=everything), name
            assert [row._asdict() for row in rows] == [
                row._asdict() for row in as_ever(person, everything=everything)
            ]
            found[name] = {row.pk for row in rows}
    assert world.restricted.pk in found["manager"]
    assert world.restricted.pk not in found["facilitator"]
    assert world.here.pk in found["facilitator"]
    assert found["other_facilitator"] == {world.elsewhere.pk}
    assert found["spoc"] == {world.waiting.pk}


def test_areas_that_are_given_and_taken_count_from_the_next_request_on(world):
    for names in (("Coventry",), ("Coventry", "Birmingham"), (), ("Birmingham",)):
        world.facilitator.areas.set(Area.objects.filter(name__in=names))
        person = anew(world.facilitator)
        rows = as_ever(person, everything=True)
        # With no area there is nothing to ask
        assert newest_of(person, 26, everything=True) == (rows if names else None)
        assert {Area.objects.get(pk=row.area).name for row in rows} == set(names)


def test_it_is_written_anew_for_whom_something_stands_open_and_for_a_team(world):
    person = anew(world.other_facilitator)
    break_glass(world.here, because="danger", reason="It cannot wait.", by=person, at=world.now)
    assert newest_of(anew(world.other_facilitator), 26, everything=True) is None
    assert world.here.pk in {row.pk for row in as_ever(anew(world.other_facilitator), everything=True)}
    assert newest_of(anew(world.social_worker), 26, everything=True) is None


@pytest.mark.parametrize("name", READERS)
def test_the_page_shows_them_and_leads_on_and_back(client, world, name):
    men = [world.received() if name == "spoc" else world.acknowledged() for _ in range(27)]
    Referral.objects.filter(pk__in=[each.pk for each in men]).update(
        received_date=timezone.localdate() + timedelta(days=1),
        area=Area.objects.get(name="Coventry" if name == "other_facilitator" else "Birmingham"),
    )
    client.force_login(getattr(world, name))
    first = client.get(LIST)
    shown = [line["reference"] for line in first.context["lines"]]
    assert shown == [each.reference for each in reversed(men)][:25]
    older = client.get(LIST + first.context["page"].older)
    assert [line["reference"] for line in older.context["lines"]][:2] == [men[1].reference, men[0].reference]
    back = client.get(LIST + older.context["page"].newer)
    assert [line["reference"] for line in back.context["lines"]] == shown
