"""Which services fit: the truth table, and what holds of every case."""

import dataclasses
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from directory.matching import Case, Terms, fit, ranked
from directory.words import Against, Asked, ForWhom, Need, Risk, Sex

DAY = date(2026, 6, 3)
AREAS = ("Birmingham", "Coventry", "Walsall")


def judged(case, terms, area="Birmingham", day=DAY):
    return fit(case, terms, area=area, day=day)


# what is known of him, what the service asks: what speaks for it, what must be asked first, what rules it out
TABLE = [
    (Case(), Terms(), [], ["Which areas it covers is not recorded"], []),
    (Case(), Terms(areas={"Birmingham"}), ["It covers Birmingham"], [], []),
    (Case(), Terms(areas={"Coventry", "Walsall"}), [], [], ["It does not cover Birmingham"]),
    (
        Case(),
        Terms(areas={"Birmingham"}, part_of_area="the north"),
        ["It covers Birmingham"],
        ["It covers only a part: the north"],
        [],
    ),
    (Case(sex=Sex.MEN), Terms(sexes=Sex.WOMEN), [], None, ["It is for women only"]),
    (Case(sex=Sex.WOMEN), Terms(sexes=Sex.MEN), [], None, ["It is for men only"]),
    (Case(sex=Sex.WOMEN), Terms(sexes=Sex.BOTH), ["It is for men and women"], None, []),
    (Case(sex=Sex.WOMEN), Terms(), [], ..., []),
    (Case(age=17), Terms(youngest=16), ["It takes people from the age of 16"], None, []),
    (Case(age=15), Terms(youngest=16), [], None, ["It is for people of 16 or over"]),
    (Case(age=40), Terms(oldest=25), [], None, ["It is for people of 25 or under"]),
    (Case(age=17), Terms(), [], ..., []),
    (Case(risk="high"), Terms(risks={"high"}), ["It works with high risk"], None, []),
    (Case(risk="high"), Terms(risks={"low", "medium"}), [], None, ["It is for low and medium risk"]),
    (Case(risk="high"), Terms(), [], ..., []),
    (
        Case(against="family"),
        Terms(against={"family"}),
        ["It is for abuse against somebody else in the family"],
        None,
        [],
    ),
    (
        Case(against="same_sex_partner"),
        Terms(against={"partner"}),
        [],
        None,
        ["It is for abuse against a partner or former partner of the other sex"],
    ),
    (
        Case(has_plan=False),
        Terms(plan=Asked.NEEDED),
        [],
        None,
        ["It needs a child with a children’s services plan or in Early Help"],
    ),
    (Case(has_plan=False), Terms(plan=Asked.NOT_NEEDED), [], None, []),
    (Case(by_order=None), Terms(order=Asked.NEEDED), [], ..., []),
    (
        Case(by_order=False),
        Terms(order=Asked.NEEDED),
        [],
        None,
        ["It needs a court order, a licence condition or a police caution"],
    ),
    (Case(needs={"alcohol"}), Terms(needs={"alcohol", "drugs"}), ["It works with: alcohol"], None, []),
    (Case(), Terms(needs={"stalking"}, only_with_need=True), [], ..., []),
    (
        Case(for_whom=ForWhom.CHILDREN),
        Terms(for_whom=ForWhom.HARM),
        [],
        None,
        ["It is for people who cause harm"],
    ),
    (Case(), Terms(open_to=DAY), [], None, []),
    (Case(), Terms(open_to=DAY - timedelta(days=1)), [], None, ["It closed on 2 June 2026"]),
    (Case(), Terms(open_from=DAY), [], None, []),
    (Case(), Terms(open_from=DAY + timedelta(days=1)), [], None, ["It opens on 4 June 2026"]),
]


@pytest.mark.parametrize(("case", "terms", "reasons", "ask", "why_not"), TABLE)
def test_what_speaks_for_and_against_a_service(case, terms, reasons, ask, why_not):
    """``ask``: None where only the area is to be asked, ... where something else is too."""
    found = judged(case, terms)
    assert found.reasons == reasons
    assert found.why_not == why_not
    if ask is None:
        assert found.ask == ["Which areas it covers is not recorded"]
    elif ask is ...:
        assert len(found.ask) == 2
    else:
        assert found.ask == ask


def test_the_service_for_which_most_speaks_comes_first():
    case = Case(sex=Sex.MEN, risk="high")
    services = [
        ("knows nothing", Terms(areas={"Birmingham"})),
        ("high risk", Terms(areas={"Birmingham"}, risks={"high"}, sexes=Sex.BOTH)),
        ("low risk", Terms(areas={"Birmingham"}, risks={"low"})),
    ]
    fitting, others = ranked(case, services, area="Birmingham", day=DAY)
    assert [name for name, _ in fitting] == ["high risk", "knows nothing"]
    assert [name for name, _ in others] == ["low risk"]


# A busy machine is no fault of these
unhurried = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])


def some(choices):
    return st.frozensets(st.sampled_from(list(choices)))


def one(choices):
    return st.sampled_from(["", *choices])


days = st.dates(date(2020, 1, 1), date(2028, 1, 1))
cases = st.builds(
    Case,
    for_whom=st.just(ForWhom.HARM),
    sex=st.sampled_from(["", Sex.MEN, Sex.WOMEN]),
    age=st.none() | st.integers(12, 90),
    risk=one(Risk.values),
    against=one(Against.values),
    has_plan=st.none() | st.booleans(),
    by_order=st.none() | st.booleans(),
    needs=some(Need.values),
)
terms = st.builds(
    Terms,
    for_whom=one(ForWhom.values),
    sexes=one(Sex.values),
    youngest=st.none() | st.integers(14, 25),
    oldest=st.none() | st.integers(26, 70),
    risks=some(Risk.values),
    against=some(Against.values),
    plan=one(Asked.values),
    order=one(Asked.values),
    needs=some(Need.values),
    only_with_need=st.booleans(),
    areas=some(AREAS),
    part_of_area=st.sampled_from(["", "the north"]),
    open_from=st.none() | days,
    open_to=st.none() | days,
)
areas = st.sampled_from(["", *AREAS])
UNKNOWN = dataclasses.asdict(Case())


@unhurried
@given(cases, areas)
def test_what_is_not_recorded_of_a_service_rules_nothing_out(case, area):
    assert judged(case, Terms(), area).fits


@unhurried
@given(cases, terms, areas, days)
def test_to_know_more_of_a_case_never_brings_back_what_is_ruled_out(case, known, area, day):
    """So what is suggested on few answers may fall away with more, and nothing is kept from anybody who said less."""
    for name, unknown in UNKNOWN.items():
        less = dataclasses.replace(case, **{name: unknown})
        if not judged(less, known, area, day).fits:
            assert not judged(case, known, area, day).fits


@unhurried
@given(cases, st.lists(terms, max_size=6), areas, days, st.randoms(use_true_random=False))
def test_every_service_is_in_one_of_the_two_lists_whatever_their_order(case, known, area, day, random):
    services = list(enumerate(known))
    shuffled = random.sample(services, len(services))
    fitting, others = ranked(case, services, area=area, day=day)
    again, others_again = ranked(case, shuffled, area=area, day=day)
    assert {n for n, _ in fitting} == {n for n, _ in again}
    assert {n for n, _ in others} == {n for n, _ in others_again}
    assert len(fitting) + len(others) == len(services)
    assert [found.order for _, found in fitting] == sorted(found.order for _, found in fitting)
    assert all(found.why_not for _, found in others)


@unhurried
@given(cases, terms, areas, days)
def test_nothing_is_suggested_on_a_day_on_which_it_is_closed(case, known, area, day):
    closed = (known.open_to and day > known.open_to) or (known.open_from and day < known.open_from)
    if closed:
        assert not judged(case, known, area, day).fits
