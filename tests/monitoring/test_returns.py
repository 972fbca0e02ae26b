"""The quarterly return: drafted in time, checked part by part, signed, and from then on as it was."""

import io
import zipfile
from datetime import date

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from accounts.models import Organisation
from accounts.refusal import Refused
from alerts.models import Notice
from audit.models import Entry
from monitoring.actions import sweep
from monitoring.figures.quarter import Quarter
from monitoring.models import QuarterlyReturn, ReturnDeadline
from monitoring.returns.actions import check_part, draft_return, draft_returns, recount, sign
from monitoring.returns.days import drafting_day
from monitoring.returns.restating import differences, restated
from referrals.models import Referral
from tests.world import NOON, World

from .returning import AFTER, DAY, HERS, MY_TIME, OTHERS, THIS, all_checked, part_of, signed


@pytest.fixture
def world(db):
    return World(NOON)


@pytest.fixture
def drafted(world):
    world.received()
    return draft_return(THIS, by=world.opcc, at=AFTER)


def row(found, label):
    return next(row for section in found.figures["sections"] for row in section["rows"] if row[0] == label)


@pytest.mark.parametrize(
    ("quarter", "day"),
    [
        (Quarter(2026, 1), date(2026, 7, 1)),
        (Quarter(2026, 3), date(2027, 1, 4)),  # New Year's Day is a Friday
        (Quarter(2025, 4), date(2026, 4, 1)),
        (Quarter(2027, 4), date(2028, 4, 3)),  # 1 April is a Saturday
    ],
)
def test_it_is_drafted_on_the_first_working_day_of_the_next_quarter(quarter, day):
    assert drafting_day(quarter, 1) == day


def test_the_clock_drafts_it_once_and_not_a_day_too_early(world):
    assert draft_returns(at=AFTER - DAY) == 0
    assert draft_returns(at=AFTER) == 5
    assert draft_returns(at=AFTER + DAY) == 0
    assert QuarterlyReturn.objects.get().quarter == THIS


def test_a_clock_that_stood_still_drafts_it_late(world):
    sweep(at=AFTER + 20 * DAY)
    assert QuarterlyReturn.objects.get().quarter == THIS


def test_quarters_before_the_service_used_this_are_left_alone(world):
    sweep(at=NOON)
    assert not QuarterlyReturn.objects.exists()


def test_each_provider_is_asked_and_nobody_else(world, drafted):
    told = Notice.objects.filter(alert__kind="return_drafted").values_list("person__email", flat=True)
    assert sorted(told) == [
        f"{name}@test.example" for name in ("iss_manager", "manager", "other_iss_manager")
    ]


def test_a_quarter_that_runs_has_no_return(world):
    with pytest.raises(Refused, match="not over"):
        draft_return(THIS, by=world.opcc, at=NOON)


def test_a_quarter_has_one_return(world, drafted):
    with pytest.raises(Refused, match="already"):
        draft_return(THIS, by=world.opcc, at=AFTER)


def test_checks_and_signature_are_promised_reminded_and_missed(world, drafted):
    promises = ReturnDeadline.objects.order_by("promise").values_list("promise", flat=True).distinct()
    assert list(promises) == ["check_return", "sign_return"]
    assert sweep(at=AFTER + 4 * DAY).reminded == 5
    assert sweep(at=AFTER + 7 * DAY).missed == 5
    assert sweep(at=AFTER + 14 * DAY).missed == 1
    assert sweep(at=AFTER + 14 * DAY).as_dict() == {"reminded": 0, "missed": 0, "alerts": 0}


def test_a_check_keeps_its_promise_and_the_last_one_tells_opcc(world, drafted):
    all_checked(world, drafted)
    assert not ReturnDeadline.objects.filter(promise="check_return", kept_at=None).exists()
    assert Notice.objects.get(alert__kind="return_checked").person == world.opcc


def test_without_a_check_it_is_signed_with_a_reason_only(world, drafted):
    with pytest.raises(Refused, match="Not everybody"):
        sign(drafted, by=world.opcc, at=AFTER)
    found = sign(drafted, without_because="The manager is away.", by=world.opcc, at=AFTER)
    assert found.frozen["without_because"] == "The manager is away."
    assert not ReturnDeadline.objects.running().exists()


def test_what_was_checked_is_what_is_signed(world, drafted):
    """A number that moved after the check is not signed unseen: it is counted again and checked again first."""
    all_checked(world, drafted)
    world.received(at=NOON)
    assert row(drafted, "Referrals received")[1] == "1"
    assert recount(drafted, by=world.opcc, at=AFTER + DAY) == 1
    drafted.refresh_from_db()
    assert row(drafted, "Referrals received")[1] == "2"
    assert part_of(drafted, MY_TIME).checked_at is None
    assert part_of(drafted, HERS).checked_at is not None


# Frozen


def printed(client, found):
    """(bytes in the database, text of the PDF, cells of the spreadsheet)"""
    pdf = client.get(reverse("return_pdf", args=[found.pk])).content
    text = "".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)
    packed = zipfile.ZipFile(io.BytesIO(client.get(reverse("return_xlsx", args=[found.pk])).content))
    cells = [packed.read(name) for name in sorted(packed.namelist()) if name.startswith("xl/")]
    return QuarterlyReturn.objects.get(pk=found.pk).frozen_json, text, cells


def close(world, referral, at):
    Referral.objects.filter(pk=referral.pk).update(closed_date=at.date(), close_reason="withdrew")


def correct(world, referral, at):
    Referral.objects.filter(pk=referral.pk).update(area=None, received_date=date(2025, 1, 1))


def assess(world, referral, at):
    world.contacted(referral, at=NOON)


def another(world, referral, at):
    world.received(at=NOON)


def decide(world, referral, at):
    decided = {"decision": "suitable", "decision_date": NOON.date(), "completed_date": NOON.date()}
    Referral.objects.filter(pk=referral.pk).update(**decided)


def vanish(world, referral, at):
    Referral.objects.filter(pk=referral.pk).update(status="merged", merged_into=world.received(at=NOON))


def rename(world, referral, at):
    Organisation.objects.filter(name=HERS).update(name="Another name")
    type(world.manager).objects.filter(pk=world.manager.pk).update(name="Somebody Else")


CHANGES = (close, correct, another, decide, vanish, rename)


@pytest.mark.django_db
@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(changes=st.lists(st.sampled_from(CHANGES), min_size=1, max_size=4))
def test_a_signed_return_never_changes_whatever_happens_to_cases(client, changes):
    with transaction.atomic():
        world = World(NOON)
        referral = world.received()
        found = signed(world, draft_return(THIS, by=world.opcc, at=AFTER))
        client.force_login(world.opcc)
        before = printed(client, found)
        for change in changes:
            change(world, referral, AFTER + 3 * DAY)
        assert printed(client, found) == before
        transaction.set_rollback(True)


@pytest.mark.parametrize("wrong", [{"frozen_json": "{}"}, {"comment": "Better"}, {"signed_at": None}])
def test_the_database_refuses_to_change_what_was_signed(world, drafted, wrong):
    signed(world, drafted)
    with pytest.raises(DatabaseError), transaction.atomic():
        QuarterlyReturn.objects.filter(pk=drafted.pk).update(**wrong)
    with pytest.raises(DatabaseError), transaction.atomic():
        QuarterlyReturn.objects.all().delete()


def test_nothing_is_checked_counted_or_signed_after_the_signature(world, drafted):
    signed(world, drafted)
    for act in (
        lambda: check_part(part_of(drafted, HERS), comment="More", by=world.iss_manager, at=AFTER),
        lambda: recount(drafted, by=world.opcc, at=AFTER),
        lambda: sign(drafted, by=world.opcc, at=AFTER),
    ):
        with pytest.raises(Refused, match="signed"):
            act()


def test_what_is_known_better_later_is_restated_with_its_difference(world, drafted):
    found = signed(world, drafted)
    assert restated(found, at=AFTER + 3 * DAY) == []
    for _ in range(2):
        world.received(at=NOON)
    first = restated(found, at=AFTER + 3 * DAY)[0]
    assert (first.label, first.column) == ("Referrals received", THIS.label)
    assert (first.then, first.now, first.difference) == ("1", "3", "+2")


def test_a_row_that_is_gone_is_restated_too():
    def sections(*rows):
        return [{"caption": "c", "columns": ["What", "Q"], "rows": [*rows], "words": "", "of": 1}]

    [gone, come] = differences(sections(["a", "1,002"]), sections(["b", "3"]))
    assert (gone.then, gone.now, gone.difference) == ("1,002", "–", "")
    assert (come.then, come.now) == ("–", "3")
    [less] = differences(sections(["a", "1,002"]), sections(["a", "2"]))
    assert less.difference == "−1,000"


# Who sees what


def test_a_provider_sees_its_own_part_and_no_other(client, world, drafted):
    client.force_login(world.iss_manager)
    own = client.get(reverse("return_part", args=[part_of(drafted, HERS).pk]))
    assert own.status_code == 200
    assert "Partners contacted" in own.content.decode()
    for name in (OTHERS, MY_TIME):
        assert client.get(reverse("return_part", args=[part_of(drafted, name).pk])).status_code == 404


def test_my_time_reads_no_number_of_hers(client, world, drafted):
    client.force_login(world.manager)
    page = client.get(reverse("return_part", args=[part_of(drafted, MY_TIME).pk])).content.decode()
    assert "Referrals received" in page
    assert "Partners" not in page


def test_a_check_is_sent_from_the_page(client, world, drafted):
    client.force_login(world.iss_manager)
    part = part_of(drafted, HERS)
    client.post(part.get_absolute_url(), {"says": "nothing"})
    part.refresh_from_db()
    assert (part.checked_by, part.comment) == (world.iss_manager, "")
    answer = client.post(part.get_absolute_url(), {"says": "comment", "comment": " "})
    assert "Enter what should be read" in answer.content.decode()


def test_signing_from_the_page_asks_for_a_reason_while_somebody_has_not_checked(client, world, drafted):
    client.force_login(world.opcc)
    address = reverse("sign_return", args=[drafted.pk])
    assert "Coventry Haven" in client.get(address).content.decode()
    assert client.post(address, {"comment": ""}).status_code == 200
    client.post(address, {"comment": "", "without_because": "Away."})
    drafted.refresh_from_db()
    assert drafted.signed_by == world.opcc


def test_it_is_in_the_trail_who_took_a_return_away(client, world, drafted):
    found = signed(world, drafted)
    client.force_login(world.opcc)
    client.get(reverse("return_xlsx", args=[found.pk]))
    acts = Entry.objects.filter(reference=found.reference).order_by("pk").values_list("act", flat=True)
    assert [*acts][-2:] == ["return.signed", "return.downloaded"]


def test_before_the_signature_there_is_nothing_to_take_away(client, world, drafted):
    client.force_login(world.opcc)
    assert client.get(reverse("return_pdf", args=[drafted.pk])).status_code == 404


def test_the_list_asks_as_much_for_many_as_for_one(client, world, drafted, django_assert_max_num_queries):
    draft_return(THIS.previous, by=world.opcc, at=AFTER)
    draft_return(THIS.previous.previous, by=world.opcc, at=AFTER)
    for person in (world.opcc, world.iss_manager):
        client.force_login(person)
        with django_assert_max_num_queries(15):
            client.get(reverse("returns"))
