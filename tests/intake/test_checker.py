"""Can I refer? Judged like the form, and nothing is kept."""

import logging
from datetime import date

import pytest
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.models import Area, PostedForm
from audit.models import Entry
from directory.actions import close_service
from directory.loading import load_services
from directory.models import Service
from intake.checker.forms import ELSEWHERE, NO_CHILD, CheckerForm
from intake.checker.judging import not_met, result
from intake.eligibility import judged
from intake.eligibility import not_met as form_not_met
from intake.pages import cleaned, pages_of
from referrals.eligibility import Criterion, Facts
from referrals.models import EligibilityRule
from tests.world import NOON, World

from . import form

pytestmark = pytest.mark.django_db

SUITABLE = {
    "who": "man",
    "against": "partner",
    "area": "Coventry",
    "plan": "cp",
    "risk": "medium",
    "willing": "yes",
    "strangulation": "no",
}


NO_CHILDREN = {"rows": "1", "no_children": "on", "source": "self"}


def answers(**given):
    asked = CheckerForm(SUITABLE | given, at=NOON)
    assert asked.is_valid(), asked.errors
    return asked.cleaned_data


def check(client, **given):
    return client.post(reverse("checker"), SUITABLE | given)


# What is answered, and the criterion that it does not meet
BREAKS = [
    ({"who": "woman"}, Criterion.MALE),
    ({"who": "youth"}, Criterion.ADULT),
    ({"who": "boy"}, Criterion.ADULT),
    ({"against": "same_sex_partner"}, Criterion.HETEROSEXUAL),
    ({"against": "family"}, Criterion.HETEROSEXUAL),
    ({"area": ELSEWHERE}, Criterion.IN_AREA),
    ({"plan": "none"}, Criterion.CHILD_ON_PLAN_OR_EARLY_HELP),
    ({"plan": NO_CHILD}, Criterion.CHILD_ON_PLAN_OR_EARLY_HELP),
    ({"risk": "low"}, Criterion.MEDIUM_RISK),
    ({"risk": "high"}, Criterion.MEDIUM_RISK),
    ({"willing": "no"}, Criterion.WILLING),
    ({"strangulation": "yes"}, Criterion.STRANGULATION_SIGN_OFF),
]


@pytest.mark.parametrize(("given", "criterion"), BREAKS)
def test_an_answer_that_does_not_meet_a_criterion_names_it(given, criterion):
    assert not_met(answers(**given), at=NOON) == [criterion]


def test_answers_that_meet_everything_break_nothing_and_leave_nothing_open():
    found = result(answers(), at=NOON)
    assert (found.likely, found.broken, found.unknown) == (True, [], [])


def test_what_was_not_answered_is_not_held_against_him_but_said():
    asked = CheckerForm({"who": "man"}, at=NOON)
    assert asked.is_valid()
    found = result(asked.cleaned_data, at=NOON)
    assert found.likely
    assert len(found.unknown) == 6


def test_strangulation_alone_does_not_make_him_unsuitable():
    found = result(answers(strangulation="yes"), at=NOON)
    assert (found.likely, found.sign_off) == (True, True)


def test_the_rule_of_the_day_is_asked():
    """Early Help is enough from December 2018, and not before."""
    before = NOON.replace(year=2018, month=6)
    assert not_met(answers(plan="early_help"), at=NOON) == []
    assert not_met(answers(plan="early_help"), at=before) == [Criterion.CHILD_ON_PLAN]


def test_a_rule_that_is_changed_changes_the_answer():
    EligibilityRule.objects.filter(criterion="medium_risk").update(valid_to=date(2026, 1, 1))
    assert not_met(answers(risk="high"), at=NOON) == []


truth = st.sampled_from([True, False, None])
TO_ANSWER = {True: "yes", False: "no", None: "unknown"}


@given(
    age=st.sampled_from([None, 15, 17, 18, 54]),
    heterosexual=truth,
    risk=st.sampled_from(["", "low", "medium", "high"]),
    plan=st.sampled_from([None, (), ("cp",), ("cin",), ("early_help",), ("none",)]),
    in_area=truth,
    willing=truth,
    strangulation=truth,
)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], deadline=None)
def test_the_checker_and_the_form_agree(age, heterosexual, risk, plan, in_area, willing, strangulation):
    """The facts that the form draws from its pages, judged by it, and the same facts answered here."""
    known = Facts(
        age=age,
        heterosexual=heterosexual,
        risk=risk,
        plans=plan or (),
        in_area=in_area,
        willing=willing,
        strangulation=strangulation,
    )
    given_answers = {
        "who": {None: "", 15: "boy", 17: "youth"}.get(age, "man"),
        "against": {True: "partner", False: "family", None: ""}[heterosexual],
        "risk": risk,
        "plan": "unknown" if plan is None else (plan[0] if plan else NO_CHILD),
        "area": {True: "Walsall", False: ELSEWHERE, None: ""}[in_area],
        "willing": TO_ANSWER[willing],
        "strangulation": TO_ANSWER[strangulation],
    }
    asked = CheckerForm(given_answers, at=NOON)
    assert asked.is_valid()
    assert not_met(asked.cleaned_data, at=NOON) == judged(known, at=NOON, plans_asked=plan is not None)


AGES = {"youth": "2009", "man": "1990"}
known_or_not = st.sampled_from(["yes", "no", "unknown"])


@given(
    who=st.sampled_from(list(AGES)),  # the form takes nobody under 16
    plan=st.sampled_from(["cp", "cin", "early_help", "none", NO_CHILD]),
    woman=st.booleans(),
    risk=st.sampled_from(["low", "medium", "high"]),
    lives=st.sampled_from(["him", "child", "both", "neither"]),
    accepts=known_or_not,
    willing=known_or_not,
    strangulation=known_or_not,
)
@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    deadline=None,
    max_examples=40,
)
def test_what_is_typed_into_the_form_and_answered_here_comes_to_the_same(
    who, plan, woman, risk, lives, accepts, willing, strangulation
):
    """Through the form's own pages, as a draft keeps them."""
    born = {"date_of_birth_2": AGES[who], "is_young": "on" if who == "youth" else ""}
    answered = {"risk": risk, "strangulation": strangulation, "willing": willing}
    draft = {
        "him": form.HIM | born,
        "where": form.WHERE | {"area": str(Area.objects.get(name="Walsall").pk), "lives_there": lives},
        "children": form.CHILDREN | {"child_1_plan": plan} if plan != NO_CHILD else NO_CHILDREN,
        "abuse": form.ABUSE
        | answered
        | {"against_a_woman": "yes" if woman else "no", "accepts_responsibility": accepts},
    }
    assert {page.name for page in pages_of(draft) if page.name in cleaned(draft, at=NOON)} >= set(draft)
    both = {accepts, willing}
    here = answered | {
        "who": who,
        "plan": plan,
        "against": "partner" if woman else "same_sex_partner",
        "area": ELSEWHERE if lives == "neither" else "Walsall",
        "willing": "no" if "no" in both else "unknown" if "unknown" in both else "yes",
    }
    assert not_met(answers(**here), at=NOON) == form_not_met(draft, at=NOON)


# What the page says


def test_a_likely_suitable_man_how_to_refer_what_to_have_at_hand_and_how_long(client):
    page = check(client).content.decode()
    assert "You can probably refer him" in page
    assert reverse("start_referral") in page
    assert "Have this at hand" in page
    assert "within 48 hours" in page


def test_a_likely_unsuitable_man_which_criterion_and_the_services_that_fit(client):
    load_services(at=NOON)
    page = check(client, risk="high").content.decode()
    assert "You judge the risk to be low or high" in page
    assert "Mentoring West Midlands" in page
    assert "Not verified yet" in page
    assert "CARA" not in page  # not for high risk
    assert "Caring Dads" not in page  # not in Coventry
    assert "Drive" not in page  # closed


def test_a_service_that_closes_is_no_longer_suggested(client):
    load_services(at=NOON)
    mentoring = Service.objects.get(slug="mentoring-west-midlands")
    world = World()
    close_service(mentoring, last_date=date(2026, 1, 1), by=world.manager, at=NOON)
    assert "Mentoring West Midlands" not in check(client, risk="high").content.decode()


def test_a_woman_is_spoken_of_as_a_woman(client):
    load_services(at=NOON)
    page = check(client, who="woman").content.decode()
    assert "The programme is for men." in page
    assert "Brighter Futures" in page
    assert "How to refer" not in page


def test_immediate_danger_comes_first_on_every_page(client):
    for page in (client.get(reverse("checker")), check(client), check(client, risk="high")):
        text = page.content.decode()
        assert text.index("ring 999") < text.index("Can I refer?</h1>")


def test_no_answer_at_all_is_asked_again(client):
    page = client.post(reverse("checker"), {})
    assert page.status_code == 200
    assert "Answer at least one question" in page.content.decode()


# Nothing is kept


@pytest.fixture
def strict():
    """A browser whose requests are checked for forgery like a real one's."""
    return Client(enforce_csrf_checks=True)


@pytest.mark.parametrize("given", [{}, {"risk": "high"}, {"who": "nonsense"}])
def test_nothing_is_kept(strict, given, caplog):
    load_services(at=NOON)
    caplog.set_level(logging.DEBUG)
    entries = Entry.objects.count()
    with CaptureQueriesContext(connection) as captured:
        pages = strict.get(reverse("checker")), strict.post(reverse("checker"), SUITABLE | given)
    for page in pages:
        assert page.status_code == 200
        assert not page.cookies
        assert "no-store" in page["Cache-Control"]
        assert "noindex" in page["X-Robots-Tag"]
    assert not strict.cookies
    assert not Session.objects.exists()
    assert not PostedForm.objects.exists()
    assert Entry.objects.count() == entries
    assert [query["sql"] for query in captured if not reads(query["sql"])] == []
    logged = " ".join(str(record.__dict__) for record in caplog.records if "sql" not in record.__dict__)
    assert "Coventry" not in logged


def reads(sql):
    return sql.upper().startswith(("SELECT", "SAVEPOINT", "RELEASE"))


def test_a_signed_in_person_leaves_nothing_either_and_sees_no_menu(client):
    world = World()
    client.force_login(world.social_worker)
    form_key = "0b4e7f0e-7b35-4f0e-9d5c-6a5a1f1f2a12"
    page = check(client)
    assert form_key not in page.content.decode()
    assert "form_key" not in page.content.decode()
    assert "Drafts" not in page.content.decode()
    assert world.social_worker.name not in page.content.decode()
    assert not PostedForm.objects.exists()


def test_answers_are_sent_in_no_address(client):
    page = client.get(reverse("checker")).content.decode()
    assert 'method="post"' in page
    assert 'method="get"' not in page


def test_an_address_with_answers_is_not_read(client):
    page = client.get(reverse("checker"), SUITABLE | {"risk": "high"}).content.decode()
    assert "probably" not in page


def test_however_many_services_there_are_the_page_asks_the_database_as_often(client):
    def asked():
        with CaptureQueriesContext(connection) as captured:
            check(client, risk="high")
        return len(captured)

    load_services(at=NOON)
    few = asked()
    for number in range(20):
        Service.objects.create(slug=f"s{number}", name=f"Service {number}", risks=["high"])
    assert asked() == few
