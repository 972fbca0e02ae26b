"""Places for many men at once: the rules hold in every random world, and it is quick."""

import random
import time
from collections import Counter, defaultdict
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from datetime import time as clock

from hypothesis import given, settings
from hypothesis import strategies as st

from programme.allocation import Offer, Waiting, propose, suggestions
from programme.fitting import GroupFacts, ManFacts
from referrals.availability import SLOTS, CanCome

NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)
DAY = timedelta(days=1)


def a_man(key, *, area=1, slots=(), areas=(), waits=10, language="", interpreter=False, **facts):
    can_come = CanCome(frozenset(slots), frozenset({area, *areas}))
    return Waiting(key, ManFacts(key, **facts), area, can_come, NOW - waits * DAY, language, interpreter)


def a_group(key, *, area=1, weekday=2, starts=clock(18), days=3, capacity=12, members=(), leads=(), **more):
    facts = GroupFacts(f"Group {key}", capacity, 1, leads=frozenset(leads), members=frozenset(members))
    more = {"area_name": f"Area {area}", "next_session": key, "next_at": NOW + days * DAY, **more}
    return Offer(key, facts, area, weekday=weekday, starts=starts, **more)


def names(found):
    return [suggestion.offer.key for suggestion in found]


def test_his_language_then_his_area_then_the_soonest_session():
    man = a_man(1, areas=[2], language="Urdu", interpreter=True)
    groups = [
        a_group(1, days=9),
        a_group(2, days=2),
        a_group(3, area=2, days=1),
        a_group(4, area=2, days=9, language="Urdu"),
    ]
    assert names(suggestions(man, groups, at=NOW)) == [4, 2, 1, 3]


def test_each_suggestion_says_why():
    man = a_man(1, areas=[2], slots=["2-evening"], language="Urdu", interpreter=True)
    [found] = suggestions(man, [a_group(1, area=2, members=range(100, 111))], at=NOW)
    assert found.reasons == (
        "Next session in 3 days",
        "In Area 2, to which he can travel",
        "He is free on Wednesday in the evening",
        "Held in English: he needs an interpreter for Urdu",
        "1 place left",
    )


def test_where_he_cannot_travel_and_when_he_is_not_free_is_not_suggested():
    man = a_man(1, slots=["2-evening"])
    groups = [a_group(1, area=2), a_group(2, weekday=3), a_group(3, starts=clock(10)), a_group(4)]
    assert names(suggestions(man, groups, at=NOW)) == [4]


def test_what_is_not_recorded_rules_nothing_out_and_is_said():
    [found] = suggestions(a_man(1), [a_group(1)], at=NOW)
    assert "When he is free is not recorded: ask him" in found.reasons


def test_a_module_that_does_not_count_is_no_place():
    assert suggestions(a_man(1), [a_group(1, counted=False)], at=NOW) == []


def test_who_has_waited_longest_gets_the_last_place():
    found = propose([a_man(1, waits=3), a_man(2, waits=30)], [a_group(1, capacity=1)])
    assert (list(found.places), found.nowhere) == ([2], [1])


def test_a_man_who_can_come_anywhere_leaves_the_only_place_of_one_who_cannot():
    groups = [a_group(1, capacity=1, days=1), a_group(2, weekday=3, capacity=1, days=9)]
    anywhere, only_wednesdays = a_man(1, waits=30), a_man(2, waits=3, slots=["2-evening"])
    found = propose([anywhere, only_wednesdays], groups)
    assert {man: offer.key for man, offer in found.places.items()} == {1: 2, 2: 1}
    assert found.nowhere == []


def test_two_who_must_not_meet_are_not_proposed_for_one_group():
    found = propose([a_man(1, not_with=frozenset({2})), a_man(2)], [a_group(1)])
    assert (list(found.places), found.nowhere) == ([1], [2])


def test_two_referrals_of_one_man_are_not_proposed_for_one_group():
    twice = replace(a_man(2), facts=ManFacts(1))
    assert len(propose([a_man(1), twice], [a_group(1)]).places) == 1


def a_world(seed, men, groups):
    """Men and groups drawn at random, with conflicts of every kind among them."""
    draw = random.Random(seed)
    areas = range(1, 8)
    offers = [
        a_group(
            key,
            area=draw.choice(areas),
            weekday=draw.randrange(5),
            starts=clock(draw.choice([10, 18])),
            days=draw.randrange(1, 8),
            capacity=draw.randint(1, 12),
            members=draw.sample(range(100_000, 100_100), draw.randint(0, 8)),
            leads=draw.sample(range(40), 2),
            language=draw.choice(["English"] * 9 + ["Urdu"]),
        )
        for key in range(1, groups + 1)
    ]
    waiting = [
        a_man(
            key,
            area=draw.choice(areas),
            areas=draw.sample(areas, draw.randint(0, 2)),
            slots=draw.sample(SLOTS, draw.randint(1, 8)) if draw.random() < 0.7 else (),
            waits=draw.randrange(200),
            language="Urdu",
            interpreter=draw.random() < 0.1,
            not_with=frozenset(draw.sample(range(1, men + 1), min(men, draw.choice([0, 0, 0, 2])))) - {key},
            not_led_by=frozenset(draw.sample(range(40), draw.choice([0, 0, 3]))),
        )
        for key in range(1, men + 1)
    ]
    return waiting, offers


def rules_broken(waiting, proposal):
    """Read apart from the code: every rule of a place, man by man."""
    men, inside, broken = {man.key: man for man in waiting}, defaultdict(list), []
    for key, offer in proposal.places.items():
        inside[offer.key].append(key)
        man = men[key]
        if man.facts.not_led_by & offer.facts.leads:
            broken.append(("led by", key))
        if man.facts.not_with & offer.facts.members:
            broken.append(("beside a member", key))
        if offer.area not in man.can_come.areas:
            broken.append(("too far", key))
        part = "evening" if offer.starts.hour >= 17 else "daytime"
        if man.can_come.slots and f"{offer.weekday}-{part}" not in man.can_come.slots:
            broken.append(("not free", key))
    for offer in {offer.key: offer for offer in proposal.places.values()}.values():
        together = inside[offer.key]
        if len(offer.facts.members) + len(together) > offer.facts.capacity:
            broken.append(("too many", offer.key))
        broken += [("together", a, b) for a in together for b in together if b in men[a].facts.not_with]
    return broken


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10**9), st.integers(0, 60), st.integers(0, 12))
def test_no_proposal_breaks_a_rule_and_nobody_is_forgotten(seed, men, groups):
    waiting, offers = a_world(seed, men, groups)
    proposal = propose(waiting, offers)
    assert rules_broken(waiting, proposal) == []
    told = Counter([*proposal.places, *proposal.nowhere])
    assert told == Counter(man.key for man in waiting)


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10**9), st.integers(1, 60), st.integers(1, 12))
def test_nobody_is_left_out_of_a_group_that_would_take_him(seed, men, groups):
    waiting, offers = a_world(seed, men, groups)
    proposal = propose(waiting, offers)
    by_key = {man.key: man for man in waiting}
    for key in proposal.nowhere:
        for offer in offers:
            more = replace(proposal, places={**proposal.places, key: offer})
            man = by_key[key]
            as_is = not suggestions(man, [offer], at=NOW)
            assert as_is or rules_broken(waiting, more), (key, offer.key)


def test_a_thousand_men_and_84_groups_in_under_two_seconds(floor):
    waiting, offers = a_world(7, 1000, 84)
    with floor.alone():
        began = time.process_time()
        proposal = propose(waiting, offers)
        took = time.process_time() - began
    assert took < 2
    assert len(proposal.places) > 100
    assert rules_broken(waiting, proposal) == []
