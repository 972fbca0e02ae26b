"""Who meets which rows, by the wall in the database alone; and how far an act reaches (docs/decisions/0034)."""

from contextlib import suppress

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction

from accounts.acting import acting_for_the_service
from accounts.database_roles import APP
from accounts.identity import SYSTEM, acting_as, asking_as_the_service
from iss.models import PartnerFile
from referrals.models import Man, Referral
from tests.house.test_row_security import models_of_files, rows, tables_of_files
from tests.world import PEOPLE, World

pytestmark = pytest.mark.django_db


# Who sees what, in a region with a file at every stage


@pytest.fixture
def world():
    return World().every_stage()


def test_there_is_something_to_hide(world):
    assert sum(rows(table) > 0 for table in tables_of_files()) > 25


def test_nobody_who_asks_sees_nothing_and_writes_nothing(world):
    with acting_as(None):
        assert {table: rows(table) for table in tables_of_files() if rows(table)} == {}
        with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
            Man.objects.create(reference="M-nobody")
        assert Referral.objects.update(close_note="Nobody was here") == 0


def of_a_page():
    """A connection as those are that serve pages, and no transaction on it yet."""
    fresh = connection.copy()
    fresh.settings_dict["OPTIONS"].pop("options")
    fresh.settings_dict["OPTIONS"]["assume_role"] = APP
    return fresh


def test_a_connection_on_which_nothing_was_ever_said_is_nobodys():
    fresh = of_a_page()
    try:
        with fresh.cursor() as cursor:
            cursor.execute("select dvpp_service(), dvpp_role(), dvpp_me(), dvpp_organisation(), dvpp_areas()")
            assert cursor.fetchone() == (False, "", None, None, [])
    finally:
        fresh.close()


def test_what_goes_on_behind_a_page_goes_as_the_service_for_so_long_and_no_longer(monkeypatch):
    fresh = of_a_page()
    monkeypatch.setattr("accounts.identity.connection", fresh)

    def is_the_service():
        with fresh.cursor() as cursor:
            cursor.execute("select dvpp_service()")
            return cursor.fetchone()[0]

    try:
        with suppress(ZeroDivisionError), asking_as_the_service():
            assert is_the_service()
            break_in_python()
        assert not is_the_service()
    finally:
        fresh.close()


@pytest.mark.parametrize("persona", ["social_worker", "colleague", "spoc", "facilitator", "manager"])
def test_his_side_sees_no_row_of_hers(world, persona):
    hers = [table for table in tables_of_files() if table.startswith("iss_")]
    assert len(hers) > 20
    with acting_as(getattr(world, persona)):
        assert {table: rows(table) for table in hers if rows(table)} == {}


@pytest.mark.parametrize("persona", ["opcc", "administrator", "dpo"])
def test_who_has_no_case_sees_no_row_of_one(world, persona):
    own = {"alerts_notice", "alerts_alert", "alerts_climb", "monitoring_extract", "monitoring_casestudy"}
    with acting_as(getattr(world, persona)):
        assert {table: rows(table) for table in tables_of_files() if rows(table) and table not in own} == {}


def test_the_service_of_another_area_sees_neither_of_the_two(world):
    with acting_as(world.other_iss_worker):
        assert not PartnerFile.objects.exclude(provider=world.other_iss_worker.organisation).exists()
        linked = PartnerFile.objects.values("referral")
        assert not Referral.objects.exclude(pk__in=linked).exists()


def test_somebody_who_has_left_sees_nothing_from_then_on(world):
    world.manager.is_active = False
    world.manager.save(update_fields=["is_active"])
    with acting_as(world.manager):
        assert rows("referrals_referral") == rows("referrals_man") == 0


# The wall and the filters say the same

SOCIAL_WORKERS = {"social_worker", "colleague", "other_social_worker"}
FACILITATORS = {"facilitator", "second_facilitator", "other_facilitator"}
ISS = {"iss_worker", "iss_manager", "other_iss_worker", "other_iss_manager"}
SPOC = {"spoc"}
# Where the wall lets somebody meet more rows than the filter: table, who, and why
WIDER = (
    ("referrals_referral", ISS, "the ISS meets a man who is linked to her file at the joint table"),
    ("referrals_referral", FACILITATORS, "a man of another area who comes to one's group"),
    ("referrals_referral", SPOC, "the other referral of a merge that is still at the desk"),
    ("referrals_searchword", SPOC, "follows the referral"),
    ("referrals_man", ISS | FACILITATORS | SPOC, "follows his referrals"),
    ("referrals_child", SPOC, "compared in a merge that is still at the desk"),
    ("referrals_statuschange", SPOC, "told of in a merge that is still at the desk"),
    ("referrals_statuschange", ISS, "the ISS is told where his file stands (pathway.md section 2)"),
    ("referrals_decision", ISS, "the ISS is told of the risk that was found"),
    ("programme_attendance", ISS, "the ISS is told whether he came"),
    ("programme_enrolment", ISS | SOCIAL_WORKERS, "from which day he comes"),
    ("referrals_nonassociation", FACILITATORS | ISS, "that there is one is said, and not with whom"),
    ("joint_pulse", SOCIAL_WORKERS, "that a colleague has answered, so that nobody is asked twice"),
)


def both_say(model, person):
    """(ids by the filter alone, ids by the wall alone)."""
    person = type(person).objects.get(pk=person.pk)
    with acting_as(SYSTEM):
        filtered = set(model._default_manager.visible_to(person).values_list("pk", flat=True))
    with acting_as(person):
        return filtered, set(model._default_manager.values_list("pk", flat=True))


@pytest.mark.parametrize("persona", sorted(PEOPLE))
def test_the_wall_and_the_filters_say_the_same(world, persona):
    person, lost, foreign = getattr(world, persona), {}, {}
    for model in models_of_files():
        if hasattr(model._default_manager.all(), "visible_to") and not model._meta.proxy:
            filtered, walled = both_say(model, person)
            if filtered - walled:
                lost[model._meta.label] = filtered - walled
            wider = {table for table, who, _ in WIDER if persona in who}
            if walled - filtered and model._meta.db_table not in wider:
                foreign[model._meta.label] = walled - filtered
    assert lost == {}
    assert foreign == {}


# Whoever acts, and how far that reaches


def test_within_the_act_the_service_acts_and_after_it_the_person(world):
    everybody = rows("iss_partnerfile")
    with acting_as(world.facilitator):
        with acting_for_the_service("a test"):
            assert rows("iss_partnerfile") == everybody
            with acting_for_the_service("an act within an act"):
                assert rows("iss_partnerfile") == everybody
            assert rows("iss_partnerfile") == everybody
            with acting_as(world.spoc):
                assert rows("iss_partnerfile") == 0
            assert rows("iss_partnerfile") == everybody
        assert rows("iss_partnerfile") == 0
    assert rows("iss_partnerfile") == everybody


def break_in_the_database():
    Man.objects.create(reference=Man.objects.first().reference)


def break_in_python():
    raise ZeroDivisionError


@pytest.mark.parametrize("broken", [break_in_the_database, break_in_python])
def test_an_act_that_breaks_takes_its_reach_with_it(world, broken):
    with acting_as(world.facilitator):
        with pytest.raises((IntegrityError, ZeroDivisionError)), acting_for_the_service("a test"):
            broken()
        assert rows("iss_partnerfile") == 0


def test_what_is_undone_within_an_act_leaves_the_act_its_reach(world):
    with acting_as(world.facilitator), acting_for_the_service("a test"):
        with transaction.atomic():
            transaction.set_rollback(True)
        assert rows("iss_partnerfile") > 0


def test_a_request_leaves_the_connection_as_it_was(world, client):
    before = rows("iss_partnerfile")
    client.force_login(world.facilitator)
    client.get("/")
    assert rows("iss_partnerfile") == before
    with acting_as(SYSTEM):
        assert rows("iss_partnerfile") == before
