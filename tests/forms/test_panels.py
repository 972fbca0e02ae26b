"""The filters of a request are its own: what one person is offered is never offered to the next."""

import pytest
from django.utils import timezone

from joint.following.filters import FollowingFilter
from referrals import filters
from referrals.filters import ReferralFilter
from referrals.models import Referral
from tests.world import World


@pytest.fixture
def world(db):
    return World(timezone.now())


def of(person, data=(), *, at):
    return ReferralFilter(dict(data), Referral.objects.all(), user=person, at=at)


def test_what_is_offered_and_asked_stays_with_whom_it_is(world):
    at, asked = world.now, {"holder": "me"}
    first, second = of(world.facilitator, asked, at=at), of(world.second_facilitator, asked, at=at)
    first.offer()
    second.offer()
    assert first.filters["area"].extra["queryset"].query != second.filters["area"].extra["queryset"].query
    assert "queryset" in ReferralFilter.base_filters["area"].extra
    assert ReferralFilter.base_filters["holder"].extra["choices"] == ()


def test_a_filter_by_a_rule_of_its_own_asks_for_whom_it_was_made(world):
    """Two requests, each filtered after both were made: the rule of the first is not that of the second."""
    mine, theirs = world.received(at=world.now), world.received(at=world.now)
    Referral.objects.filter(pk=theirs.pk).update(holder=world.second_facilitator)
    Referral.objects.filter(pk=mine.pk).update(holder=world.facilitator)
    first, second = (
        of(person, {"holder": "me"}, at=world.now) for person in (world.facilitator, world.second_facilitator)
    )
    assert [list(second.qs), list(first.qs)] == [[theirs], [mine]]


def test_a_filter_that_one_may_not_use_is_still_there_for_others(world):
    assert "holder" not in of(world.social_worker, at=world.now).filters
    assert "holder" in of(world.manager, at=world.now).filters


def test_every_list_copies_its_filters_so(world, monkeypatch):
    monkeypatch.setattr(filters, "CHOSEN_FROM", 0)  # with every filter that there is
    files = Referral.objects.all()
    for panel in (ReferralFilter, FollowingFilter):
        one = (
            of(world.manager, at=world.now)
            if panel is ReferralFilter
            else panel({}, files, user=world.manager)
        )
        for name, kept in panel.base_filters.items():
            assert one.filters[name] is not kept
            assert one.filters[name].extra is not kept.extra
            assert (
                not kept.extra.get("choices") or one.filters[name].extra["choices"] == kept.extra["choices"]
            )
