"""Support: nine kinds, meetings, practical help; put right with its history; and registers of groups and drop-ins."""

import pytest

from accounts.refusal import Refused
from iss import actions
from iss.models import Support, SupportGroup
from iss.models.support import Help, Meeting, Part
from iss.statuses import SupportKind
from iss.support.summary import summary
from tests.world import DAY, NOON

TODAY = NOON.date()


@pytest.fixture
def hers(world, file):
    return world.her_contacted(file)


def log(world, file, **facts):
    return actions.log_support(
        file, **{"kind": "telephone", "date": TODAY, **facts}, by=world.iss_worker, at=NOON
    )


def a_group(world, *, by=None, name="Tuesday group", kind="group_work"):
    return actions.start_support_group(name=name, kind=kind, by=by or world.iss_worker, at=NOON)


def keep(world, group, *files, date=TODAY, **facts):
    return actions.keep_register(
        group, held_date=date, minutes=90, files=list(files), by=world.iss_worker, at=NOON, **facts
    )


def another(world):
    return world.her_contacted(world.her_file(world.pending(him={"first_name": "Ian", "last_name": "Other"})))


@pytest.mark.parametrize("kind", SupportKind.values)
def test_each_of_the_nine_kinds_is_logged(world, hers, kind):
    assert log(world, hers, kind=kind).kind == kind
    assert len(SupportKind.values) == 9


def test_an_entry_says_for_whom_how_long_which_meeting_and_what_help(world, hers):
    entry = log(
        world,
        hers,
        kind="advocacy",
        for_whom="both",
        minutes=75,
        meeting=Meeting.CORE_GROUP,
        part=Part.FOR_HER,
        help_with=[Help.HOUSING, Help.BENEFITS],
    )
    assert (entry.get_for_whom_display(), entry.minutes) == ("Her and the children", 75)
    assert entry.help_words == "housing, benefits"
    assert not Support.objects.with_her().filter(pk=entry.pk).exists()


def test_an_entry_put_right_keeps_what_it_said(world, hers):
    entry = log(world, hers, minutes=15, note="Rang her.")
    actions.correct_support(entry, minutes=50, because="A slip", by=world.iss_manager, at=NOON + DAY)
    entry.refresh_from_db()
    correction = entry.corrections.get()
    assert entry.minutes == 50
    assert (correction.was["minutes"], correction.by) == (15, world.iss_manager)
    assert "15 minutes" in correction.was_words


def test_putting_right_nothing_is_refused(world, hers):
    entry = log(world, hers, minutes=15)
    with pytest.raises(Refused, match="Nothing is different"):
        actions.correct_support(entry, minutes=15, because="A slip", by=world.iss_worker, at=NOON)


def test_an_entry_taken_back_stays_and_counts_nowhere(world, hers):
    entry = log(world, hers, minutes=15)
    actions.take_back_support(entry, because="Another file", by=world.iss_worker, at=NOON)
    assert hers.support.count() == 1
    assert summary(hers.support.all())["kinds"] == []
    entry.refresh_from_db()
    with pytest.raises(Refused, match="taken back already"):
        actions.correct_support(entry, minutes=1, because="A slip", by=world.iss_worker, at=NOON)


def test_one_register_writes_an_entry_on_the_file_of_everybody_ticked(world, hers):
    second = another(world)
    keep(world, a_group(world), hers, second, others=3)
    for file in (hers, second):
        entry = file.support.get()
        assert (entry.kind, entry.minutes, entry.date) == ("group_work", 90, TODAY)


def test_a_register_said_again_takes_back_who_was_not_there(world, hers):
    second, group = another(world), a_group(world, kind="drop_in")
    keep(world, group, hers, second)
    keep(world, group, second)
    assert not hers.support.standing().exists()
    assert hers.support.get().corrections.get().withdrew
    assert second.support.count() == 1
    assert group.occasions.count() == 1
    keep(world, group, hers, second)
    assert hers.support.standing().count() == 1


def test_a_woman_of_another_service_is_in_no_register(world, hers):
    group = a_group(world, by=world.other_iss_worker)
    with pytest.raises(Refused, match="own service"):
        keep(world, group, hers)
    assert not hers.support.exists()


def test_who_has_not_been_reached_is_in_no_register(world, file):
    with pytest.raises(Refused, match="not been reached"):
        keep(world, a_group(world), file)


@pytest.mark.parametrize(
    "persona",
    [
        "other_iss_worker",
        "other_iss_manager",
        "manager",
        "facilitator",
        "spoc",
        "social_worker",
        "opcc",
        "dpo",
    ],
)
def test_nobody_beyond_the_provider_sees_a_group_or_who_came(world, hers, persona):
    keep(world, a_group(world), hers)
    person = getattr(world, persona)
    assert not SupportGroup.objects.visible_to(person).exists()
    assert not Support.objects.visible_to(person).exists()


def test_a_group_that_has_ended_takes_no_register(world, hers):
    group = a_group(world)
    actions.end_support_group(group, by=world.iss_manager, at=NOON)
    with pytest.raises(Refused, match="ended"):
        keep(world, group, hers)
