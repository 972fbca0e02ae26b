"""A group that changes, cover with dates, and versions that stay what they were for whoever enrolled on them."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils.timezone import localtime

from accounts.refusal import Refused
from programme.actions import (
    add_version,
    cancel_session,
    change_group,
    cover_lead,
    end_cover,
    end_version,
    remove_topic,
    write_topic,
)
from programme.leading import leads_on
from programme.models import ProgrammeVersion
from tests.programme.kit import a_man, men, sessions_of, told
from tests.world import DAY


def day_of(session):
    return localtime(session.starts_at).date()


class TestCover:
    def cover(self, world, group, away, by, first, last=None):
        return cover_lead(
            group,
            away=away,
            covered_by=by,
            from_date=first,
            to_date=last or first,
            by=world.manager,
            at=world.now,
        )

    def test_whoever_covers_leads_on_those_days_and_the_pair_on_every_other(self, world, pair):
        group = world.group()
        first, second, third, *_ = map(day_of, sessions_of(group))
        self.cover(world, group, world.second_facilitator, pair["lead_woman"], second, third)
        asked = (first, second, third, third + DAY)
        assert [leads_on(group, day)[1] for day in asked] == [
            world.second_facilitator,
            pair["lead_woman"],
            pair["lead_woman"],
            world.second_facilitator,
        ]

    def test_the_pair_stays_one_man_and_one_woman(self, world, pair):
        group = world.group()
        with pytest.raises(Refused, match="a woman covers"):
            self.cover(
                world, group, world.second_facilitator, pair["lead_man"], day_of(sessions_of(group)[0])
            )

    def test_nobody_covers_while_leading_elsewhere(self, world, pair):
        group = world.group()
        world.group(name="At the same time", weeks=0)
        busy = world.group(name="Busy")
        change_group(busy, lead_woman=pair["lead_woman"], by=world.manager, at=world.now)
        type(busy).objects.filter(pk=group.pk).update(starts=busy.starts)
        group.sessions.update(starts_at=sessions_of(busy)[0].starts_at, ends_at=sessions_of(busy)[0].ends_at)
        with pytest.raises(Refused, match="not free"):
            self.cover(
                world, group, world.second_facilitator, pair["lead_woman"], day_of(sessions_of(busy)[0])
            )

    def test_nobody_covers_twice_for_the_same_days(self, world, pair):
        group = world.group()
        day = day_of(sessions_of(group)[0])
        self.cover(world, group, world.second_facilitator, pair["lead_woman"], day)
        with pytest.raises(Refused, match="already"):
            self.cover(world, group, world.second_facilitator, world.other_facilitator, day)

    def test_whoever_leads_on_the_day_is_told_of_a_change(self, world, pair):
        group = world.group()
        session = sessions_of(group)[1]
        self.cover(world, group, world.second_facilitator, pair["lead_woman"], day_of(session))
        before = told(world.second_facilitator, "session_changed")
        cancel_session(session, because="Snow", by=world.manager, at=world.now)
        assert told(pair["lead_woman"], "session_changed") == 2  # of the cover, and of the change
        assert told(world.second_facilitator, "session_changed") == before

    def test_a_session_is_among_the_sessions_of_whoever_leads_it(self, world, pair):
        group = world.group()
        first, second, *_ = sessions_of(group)
        self.cover(world, group, world.second_facilitator, pair["lead_woman"], day_of(second))
        sessions = group.sessions.order_by("starts_at")
        assert list(sessions.led_by([pair["lead_woman"]])) == [second]
        assert second not in sessions.led_by([world.second_facilitator.pk])
        assert first in sessions.led_by([world.second_facilitator.pk])
        assert {first, second} <= set(sessions.led_by([world.facilitator.pk]))

    def test_cover_that_has_begun_is_ended_for_the_days_left(self, world, pair):
        group = world.group()
        first, second, *_ = map(day_of, sessions_of(group))
        cover = self.cover(world, group, world.second_facilitator, pair["lead_woman"], first, second)
        end_cover(cover, by=world.manager, at=world.now + timedelta(days=4))
        assert leads_on(group, first)[1] == pair["lead_woman"]
        assert leads_on(group, second)[1] == world.second_facilitator


class TestChanges:
    def test_a_pair_of_one_sex_is_refused(self, world, pair):
        with pytest.raises(Refused, match="one man and one woman"):
            change_group(world.group(), lead_man=pair["lead_woman"], by=world.manager, at=world.now)

    def test_fewer_places_than_men_are_refused(self, world):
        group = world.group()
        men(world, group, 3)
        with pytest.raises(Refused, match="more men than that"):
            change_group(group, capacity=2, by=world.manager, at=world.now)
        change_group(group, capacity=3, by=world.manager, at=world.now)

    def test_those_who_lead_now_and_who_led_are_told(self, world, pair):
        group = world.group()
        change_group(group, lead_man=pair["lead_man"], by=world.manager, at=world.now)
        assert told(pair["lead_man"], "session_changed") == 1
        assert told(world.facilitator, "session_changed") == 1


class TestVersions:
    def new(self, world, **changed):
        full = ProgrammeVersion.objects.get(name="30-week programme")
        fields = {"name": "30 weeks, revised", "valid_from": world.now.date() + DAY, "like": full, **changed}
        return add_version(by=world.manager, at=world.now, **fields)

    def topic(self, world, version, **fields):
        fields = {"content_area": "effect", "high_emotion": True, **fields}
        return write_topic(version, by=world.manager, at=world.now, **fields)

    def test_a_new_version_begins_with_the_sessions_of_another_and_can_be_changed(self, world):
        version = self.new(world)
        self.topic(world, version, number=2, title="What a home is")
        remove_topic(version.topics.get(number=1), by=world.manager, at=world.now)
        version.refresh_from_db()
        assert version.sessions_required == version.topics.count() == 30
        assert version.topics.order_by("number").first().title == "What a home is"
        assert list(version.topics.order_by("number").values_list("number", flat=True)) == list(range(1, 31))

    def test_once_a_man_is_on_it_it_is_fixed_in_the_code_and_in_the_database(self, world):
        group = world.group()
        him = a_man(world, group)
        version = group.version
        with pytest.raises(Refused, match="new version"):
            self.topic(world, version, number=1, title="Another beginning")
        with pytest.raises(IntegrityError, match="is not changed"), transaction.atomic():
            version.topics.filter(number=1).update(title="Another beginning")
        with pytest.raises(IntegrityError, match="is not changed"), transaction.atomic():
            ProgrammeVersion.objects.filter(pk=version.pk).update(sessions_required=10)
        assert him.enrolments.get().version == version

    def test_it_may_still_be_ended_for_the_future(self, world):
        group = world.group()
        a_man(world, group)
        end_version(group.version, valid_to=world.now.date() + DAY, by=world.manager, at=world.now)
        assert group.version not in ProgrammeVersion.objects.in_force(world.now.date() + 2 * DAY)
        with pytest.raises(Refused, match="for the future"):
            end_version(group.version, valid_to=world.now.date() - DAY, by=world.manager, at=world.now)

    def test_two_sessions_of_one_title_are_refused(self, world):
        version = self.new(world)
        with pytest.raises(Refused, match="same title"):
            self.topic(world, version, number=3, title="what abuse is")

    @pytest.mark.parametrize(
        ("name", "is_short"),
        [("30-week programme", False), ("16-week programme", True), ("Motivational module", False)],
    )
    def test_a_programme_of_less_than_22_weeks_is_marked(self, db, name, is_short):
        assert ProgrammeVersion.objects.get(name=name).is_short == is_short
