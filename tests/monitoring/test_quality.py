"""Data quality: what fails is counted, listed for those who can put it right, and agrees with the figures."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from accounts.models import Area
from accounts.refusal import Refused
from audit.models import Entry
from monitoring.cohort_import import import_cohort
from monitoring.figures import Period, gaps
from monitoring.figures.facts import Facts
from monitoring.figures.gaps import not_recorded
from monitoring.models import CompletenessTarget
from monitoring.quality.actions import set_completeness
from monitoring.quality.check import Kind, Side
from monitoring.quality.checks import BY_CODE, CHECKS
from monitoring.quality.counting import count, keys_of
from monitoring.quality.scope import EVERYTHING, Scope, scope_of
from referrals.models import Man, Referral
from tests.world import DAY, HIM, NOON, World, fresh
from timescales.models import PromiseRule

from .folders import write_cohort

ALL = Scope(EVERYTHING)
PROVIDER = "Black Country Women's Aid"


@pytest.fixture
def world(db):
    return World(NOON)


def wrong(scope=ALL, **part):
    return {one.check.code: one.wrong for one in count(scope, at=NOON, **part) if one.wrong}


def counted(code, scope=ALL, **part):
    return next(one for one in count(scope, at=NOON, **part) if one.check.code == code)


def load(folder, *rows, **others):
    rows = [
        {"my_time_ref": f"MT{n}", "person_ref": f"P{n}", "area": "Dudley"} | row for n, row in enumerate(rows)
    ]
    result = import_cohort(write_cohort(folder, referrals=rows, **others), by=None, at=NOON)
    assert not result.problems, result.problems


def test_what_is_missing_is_what_the_figures_call_not_recorded(system, published_cohort):
    import_cohort(published_cohort, by=None, at=NOON)
    figures = not_recorded(Facts(Period(as_at=NOON)))
    of = {Side.HIS: figures["referrals"], Side.HERS: figures["partners"]}
    missing = [one for one in count(ALL, at=NOON) if one.check.kind == Kind.MISSING]
    assert sum(one.wrong for one in missing) > 1000
    for one in missing:
        assert one.wrong == of[one.check.side][one.check.column], one.check.code
        assert one.wrong <= one.due, one.check.code


def test_every_column_that_may_be_missing_is_checked():
    """Or has no day on which it could be due."""
    checked = {(check.side, check.column) for check in CHECKS if check.column}
    never = {"my_time_ref", "iss_ref", "provider", "closed_on"}
    figures = {Side.HIS: "referrals", Side.HERS: "partners"}
    columns = {(side, column) for side, file in figures.items() for column in gaps.CASES[file]}
    assert {column for _, column in columns - checked} <= never


# What is wrong with a referral of a file, and the one check besides what is missing that finds it
UNTRUE = [
    (
        {"assessment_offered_on": "2019-06-09", "assessment_attended_on": "2019-06-02"},
        "attended_before_offered",
    ),
    (
        {"assessment_attended_on": "2019-06-09", "decision": "unsuitable", "decision_on": "2019-06-02"},
        "decided_before_assessed",
    ),
    (
        {"decision": "suitable", "decision_on": "2019-06-09", "first_session_offered_on": "2019-06-02"},
        "session_before_decision",
    ),
    (
        {
            "decision": "suitable",
            "sessions_attended": "3",
            "sessions_required": "30",
            "completed_on": "2019-09-09",
        },
        "completed_without_sessions",
    ),
    ({"age_at_referral": "17"}, "under_18"),
]


@pytest.mark.parametrize(("cells", "code"), UNTRUE, ids=[code for _, code in UNTRUE])
def test_what_cannot_be_true_is_found(system, tmp_path, cells, code):
    load(tmp_path, {"received_on": "2019-05-01"} | cells, {"received_on": "2019-05-01"})
    found = [one for one in wrong() if BY_CODE[one].kind == Kind.CONTRADICTORY]
    assert found == [code]
    [key] = keys_of(BY_CODE[code], ALL, at=NOON)
    assert Referral.objects.get(pk=key).reference == "MT0"


def test_a_session_after_the_file_was_closed_is_found(system, tmp_path):
    session = {"my_time_ref": "MT0", "session_ref": "S1", "held_on": "2019-08-01", "outcome": "attended"}
    load(tmp_path, {"received_on": "2019-05-01", "closed_on": "2019-07-01"}, sessions=[session])
    assert "attends_though_closed" in wrong()


def test_her_records_are_checked_by_themselves(system, tmp_path):
    partner = {"iss_ref": "I1", "provider": PROVIDER, "referred_on": "2019-06-01", "support": "telephone"}
    load(tmp_path, {"received_on": "2019-05-01"}, partners=[partner])
    hers = {code for code in wrong() if BY_CODE[code].side == Side.HERS}
    assert {"her_my_time_ref", "her_contacted_at", "her_satisfaction"} <= hers


def test_what_waits_too_long_is_late_once_it_is_late(world):
    referral, promise = world.received(), "initial_measures"
    rule = PromiseRule.objects.in_force(promise, NOON)
    referral.deadlines.create(promise=promise, rule=rule, started_at=NOON - DAY, due_at=NOON + DAY)
    owed = referral.deadlines.filter(promise=promise)
    before = wrong()
    owed.update(due_at=NOON)
    assert set(wrong()) - set(before) == {"late_initial_measures"}
    owed.update(paused_at=NOON)
    assert wrong() == before


def test_a_register_nobody_took_is_late(world):
    world.every_stage()
    late = counted("late_register")
    assert late.wrong == len(keys_of(late.check, ALL, at=NOON))
    later = {one.check.code: one.wrong for one in count(ALL, at=NOON + 400 * DAY)}
    assert later["late_register"] > late.wrong


def test_one_man_with_two_open_referrals_is_found(world):
    first = world.received()
    again = world.received(him=HIM | {"first_name": "Someone", "last_name": "Else"})
    assert "two_open_referrals" not in wrong()
    Referral.objects.filter(pk=again.pk).update(man=first.man)
    assert wrong()["two_open_referrals"] == 2


def test_two_men_of_one_name_and_birth_are_found(world):
    world.received()
    assert "same_name_and_birth" not in wrong()
    world.received(him=HIM | {"first_name": "GARETH", "phone": ""})
    assert wrong()["same_name_and_birth"] == 2


def test_counts_are_of_an_area_and_of_open_files_where_asked(system, tmp_path):
    open_, closed = {"received_on": "2019-05-01"}, {"received_on": "2019-05-01", "closed_on": "2019-06-01"}
    load(tmp_path, open_, closed | {"close_reason": "declined"}, open_ | {"area": "Walsall"})
    dudley = Area.objects.get(name="Dudley").pk
    assert counted("ethnicity").wrong == 3
    assert counted("ethnicity").areas == {"Dudley": 2, "Walsall": 1}
    assert counted("ethnicity", area=dudley).wrong == 2
    assert counted("ethnicity", area=dudley, only_open=True).wrong == 1
    assert len(keys_of(BY_CODE["ethnicity"], ALL, at=NOON, area=dudley, only_open=True)) == 1


def test_as_many_are_listed_as_are_counted_for_everybody_who_sees_files(world):
    world.every_stage()
    for person in (world.manager, world.facilitator, world.other_facilitator, world.iss_worker):
        scope = scope_of(person)
        for one in count(scope, at=NOON):
            keys = keys_of(one.check, scope, at=NOON)
            assert len(keys) == one.wrong, one.check.code
            if one.check.side == Side.HIS:
                seen = Referral.objects.visible_to(person).filter(pk__in=keys).count()
                assert seen == one.wrong, (person.name, one.check.code)


def test_each_sees_their_own_side_and_the_commissioner_only_counts(client, world):
    world.every_stage()
    pages = {}
    for name in ("opcc", "manager", "iss_manager"):
        client.force_login(getattr(world, name))
        pages[name] = client.get(reverse("quality")).content.decode()
    assert "Her files" in pages["opcc"]
    assert reverse("quality_files", args=["ethnicity"]) not in pages["opcc"]
    assert "Her files" not in pages["manager"]
    assert reverse("quality_files", args=["ethnicity"]) in pages["manager"]
    assert "His files" not in pages["iss_manager"]
    assert reverse("quality_files", args=["her_satisfaction"]) in pages["iss_manager"]
    assert "to put right, by worker" in pages["manager"]
    assert "to put right, by worker" not in pages["opcc"]


@pytest.mark.parametrize(
    ("name", "code"), [("opcc", "ethnicity"), ("manager", "her_safety"), ("iss_manager", "ethnicity")]
)
def test_files_of_the_other_side_are_refused(client, world, name, code):
    client.force_login(getattr(world, name))
    assert client.get(reverse("quality_files", args=[code])).status_code == 403


def test_a_list_of_files_is_in_the_trail(client, world):
    man = world.received().man
    Man.objects.filter(pk=man.pk).update(ethnicity="")
    client.force_login(world.manager)
    page = client.get(reverse("quality_files", args=["ethnicity"])).content.decode()
    assert man.name in page
    assert "Ask the referrer" in page
    [entry] = Entry.objects.filter(act="quality.listed")
    assert entry.details == {"check": "ethnicity", "files": 1}
    assert client.get(reverse("quality_files", args=["no-such-check"])).status_code == 404


def test_a_target_holds_from_its_day_and_for_what_has_none_of_its_own(world):
    today = NOON.date()
    set_completeness(
        check_code="ethnicity", percent=99, first_day=today + timedelta(days=3), by=world.opcc, at=NOON
    )
    targets = CompletenessTarget.objects
    assert targets.in_force(today)["ethnicity"] == 90
    assert targets.in_force(today + timedelta(days=3))["ethnicity"] == 99
    assert targets.in_force(today)[""] == 95
    assert targets.in_force(date(2001, 1, 1)) == {}
    for first_day in (today - timedelta(days=1), today + timedelta(days=3)):
        with pytest.raises(Refused):
            set_completeness(check_code="ethnicity", percent=5, first_day=first_day, by=world.opcc, at=NOON)


def test_a_target_is_set_at_the_page(client, world):
    client.force_login(world.opcc)
    sent = {
        "check_code": "all",
        "percent": "97",
        "first_day_0": "1",
        "first_day_1": "1",
        "first_day_2": "2090",
    }
    assert client.post(reverse("completeness_target"), sent).status_code == 302
    assert CompletenessTarget.objects.get(percent=97).check_code == ""
    assert (
        "100 or fewer"
        in client.post(reverse("completeness_target"), sent | {"percent": "101"}).content.decode()
    )


def test_the_page_takes_as_many_queries_however_many_files(client, world, django_assert_max_num_queries):
    client.force_login(world.manager)
    client.get(reverse("quality"))
    for _ in range(6):
        world.contacted()
    for address in (reverse("quality"), reverse("quality_files", args=["religion"])):
        with django_assert_max_num_queries(16):
            assert client.get(address).status_code == 200


def test_fresh_world_fails_nothing_it_should_not(world):
    referral = fresh(world.received())
    assert not {code for code in wrong() if BY_CODE[code].kind in (Kind.CONTRADICTORY, Kind.DUPLICATED)}, (
        referral
    )
