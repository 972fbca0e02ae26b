"""What triggers keep beside a file and its words says what the promises and the file say, whatever is done to them."""

import random
from datetime import timedelta
from importlib import import_module

import pytest
from django.db import connection
from django.db.models import Exists, F, OuterRef
from django.utils import timezone

from accounts.models import Area
from intake.actions.areas import change_area
from referrals.filters import ReferralFilter
from referrals.likeness import remember
from referrals.models import Deadline, Referral, SearchWord
from referrals.searching import found
from tests.world import HIM, World
from timescales import clocks
from timescales.promises import Promise

pytestmark = pytest.mark.django_db
PROMISES = (Promise.CONTACT_HIM, Promise.JOINT_DISCUSSION, Promise.COMPLETION_REPORT)


@pytest.fixture
def world():
    return World(timezone.now())


def wrong():
    """Files of which it is not said as it is."""
    running = Exists(Deadline.objects.running().filter(referral=OuterRef("pk")))
    return list(Referral.objects.annotate(runs=running).exclude(runs=F("owes")))


def astray():
    return list(SearchWord.objects.exclude(area=F("referral__area")).values_list("referral", "area"))


def _acts(file, other, at):
    mine = file.deadlines
    return (
        lambda promise: clocks.start(mine, promise, at=at),
        lambda promise: clocks.keep(mine, promise, at=at),
        lambda promise: clocks.stop(mine, at=at),
        lambda promise: clocks.excuse(mine, promise, at=at, because="Nobody is to blame"),
        lambda promise: clocks.pause(mine, at=at),
        lambda promise: clocks.put_back(mine, promise, since=at, at=at),
        lambda promise: mine.running().update(missed_at=at),
        lambda promise: mine.filter(promise=promise).delete(),
        lambda promise: mine.exclude(promise__in=other.deadlines.running().values("promise")).update(
            referral=other
        ),
    )


def test_a_file_owes_while_a_promise_runs_and_no_longer(world):
    files, dice = (
        [world.acknowledged(), world.acknowledged(him=HIM | {"first_name": "Another"})],
        random.Random(9),
    )
    seen = set()
    for _ in range(150):
        dice.shuffle(files)
        dice.choice(_acts(*files, world.now))(dice.choice(PROMISES))
        assert wrong() == []
        seen.add(tuple(Referral.objects.order_by("pk").values_list("owes", flat=True)))
    assert len(seen) == 4


def test_words_are_in_the_area_of_the_file_also_when_it_changes(world):
    referral = world.received()
    assert astray() == []
    area = Area.objects.exclude(pk=referral.area_id).first()
    change_area(referral, area=area, because="He moved", by=world.spoc, at=world.now)
    assert astray() == []
    assert set(SearchWord.objects.values_list("area", flat=True)) == {area.pk}
    remember(referral.man)
    assert astray() == []


def test_a_search_in_areas_finds_what_a_search_of_their_files_finds(world):
    here, there = world.acknowledged(), world.acknowledged(him=HIM | {"first_name": "Gunther"})
    other = Area.objects.exclude(pk=here.area_id).first()
    Referral.objects.filter(pk=there.pk).update(area=other)
    for text in ("pemberwick", "g pemb", "gunther pemberwick", here.reference, "nobody"):
        for area in (here.area_id, other.pk):
            files = Referral.objects.filter(area=area)
            expected = {file.pk for file in found(files, text)}
            assert {file.pk for file in found(Referral.objects.all(), text, areas=[area])} == expected, text
    assert [file.pk for file in found(Referral.objects.all(), "pemberwick", areas=[other.pk])] == [there.pk]


def test_what_was_there_before_is_filled_in(world):
    referral = world.acknowledged()
    done = world.closed(him=HIM | {"first_name": "Another"})
    clocks.stop(done.deadlines, at=world.now)
    Referral.objects.update(owes=False)
    SearchWord.objects.update(area=None)
    fill = import_module("referrals.migrations.0028_of_the_files_there").fill
    with connection.cursor() as cursor:
        cursor.execute("reset role")
        fill(None, _Editor)
        cursor.execute("set role dvpp_service")
    assert (wrong(), astray()) == ([], [])
    assert dict(Referral.objects.values_list("pk", "owes")) == {referral.pk: True, done.pk: False}


class _Editor:
    connection = connection


def test_what_is_overdue_is_found_by_everybody(world):
    late = [world.acknowledged(), world.acknowledged(him=HIM | {"first_name": "Another"})]
    world.acknowledged(him=HIM | {"first_name": "Third"})
    at = world.now + timedelta(days=1)
    Deadline.objects.filter(referral__in=late).update(due_at=at - timedelta(hours=1))
    Deadline.objects.exclude(referral__in=late).update(due_at=at + timedelta(hours=1))
    for person in (world.manager, world.facilitator):
        files = Referral.objects.visible_to(person)
        overdue = ReferralFilter({"overdue": "on"}, files, user=person, at=at).qs
        assert {file.pk for file in overdue} == {file.pk for file in late}
