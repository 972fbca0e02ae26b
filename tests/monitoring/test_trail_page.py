"""The trail: found by reference, person, act and day; reading it leaves a trace."""

import csv
import json
from datetime import UTC, datetime, timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from audit.heads import make_head
from audit.models import Entry
from audit.seals import seal
from joint.his_file.parts import PARTS
from monitoring.trail_words import details_in_words
from referrals.acts import ACTS
from tests.world import HIM, NOON, World


@pytest.fixture
def world(db):
    return World(NOON)


@pytest.fixture
def dpo(client, world):
    client.force_login(world.dpo)
    return world.dpo


def acts(client, **asked):
    return [line.entry.act for line in client.get(reverse("trail"), asked).context["lines"]]


def day(name, value):
    return {f"{name}_0": value.day, f"{name}_1": value.month, f"{name}_2": value.year}


def test_a_file_is_followed_by_its_reference_in_any_case(client, world, dpo):
    file, other = world.acknowledged(), world.received()
    lines = client.get(reverse("trail"), {"reference": file.reference.lower()}).context["lines"]
    assert {line.about for line in lines} == {file.reference}
    assert other.reference not in str(lines)


def test_a_person_and_the_system_are_told_apart(client, world, dpo):
    world.acknowledged()
    Entry.objects.create(at=NOON, act="promise.missed", about_model="x.y", about_id=1)
    assert acts(client, person="spoc") == ["referral.acknowledged"]
    assert acts(client, person="System") == ["promise.missed"]
    assert acts(client, person="nobody of this name") == []


def test_days_are_local_and_both_count(client, world, dpo):
    for hour in (22, 23):  # 11pm and midnight on the summer clocks of London
        Entry.objects.create(
            at=datetime(2026, 6, 2, hour, 30, tzinfo=UTC), act=f"hour.{hour}", about_model="x.y", about_id=1
        )
    second, third = datetime(2026, 6, 2, tzinfo=UTC), datetime(2026, 6, 3, tzinfo=UTC)
    assert acts(client, act="hour", **day("last_day", second)) == ["hour.22"]
    assert acts(client, act="hour", **day("first_day", third), **day("last_day", third)) == ["hour.23"]


def test_searching_is_itself_written_down_without_what_was_searched(client, world, dpo):
    acts(client, person="Facilitator")
    entry = Entry.objects.get(act="trail.searched")
    assert (entry.actor_id, entry.details) == (dpo.pk, {"by_fields": ["person"]})


def test_a_bad_day_is_said_and_nothing_breaks(client, world, dpo):
    page = client.get(reverse("trail"), {"first_day_0": "31", "first_day_1": "2", "first_day_2": "2026"})
    assert page.status_code == 200
    assert page.context["form"].errors


def test_the_trail_holds_no_name_of_anybody_in_a_case(client, world, dpo):
    world.every_stage()
    page = client.get(reverse("trail")).content.decode()
    for name in (HIM["first_name"], HIM["last_name"], "Marisol", "Quillfeather", "Larkspur"):
        assert name not in page


def test_pages_miss_nothing_and_cost_the_same(client, world, dpo):
    def walk():
        seen, costs, url = [], set(), reverse("trail")
        while url:
            with CaptureQueriesContext(connection) as captured:
                context = client.get(url).context
            costs.add(len(captured))
            seen += [line.entry.pk for line in context["lines"]]
            url = context["page"].older and reverse("trail") + context["page"].older
        return seen, costs

    Entry.objects.bulk_create(
        Entry(
            at=NOON - timedelta(minutes=n // 3),
            act="seen",
            actor_id=world.spoc.pk,
            about_model="x.y",
            about_id=n,
        )
        for n in range(200)
    )
    seen, costs = walk()
    assert len(seen) == len(set(seen)) == Entry.objects.count()
    assert len(costs) == 1


def test_the_page_says_the_latest_seal(client, world, dpo):
    assert b"How you know that nothing was changed" not in client.get(reverse("trail")).content
    world.acknowledged()
    made = seal(at=NOON)
    assert str(made) in client.get(reverse("trail")).content.decode()


def test_acts_are_found_by_a_part_of_their_name_in_any_case(client, world, dpo):
    for act in ("seen", "referral.closed", "referral.reopened"):
        Entry.objects.create(at=NOON, act=act, about_model="x.y", about_id=1)
    assert set(acts(client, act="Referral")) == {"referral.closed", "referral.reopened"}
    assert acts(client, act="reopened") == ["referral.reopened"]
    assert acts(client, act="nothing like it") == []


def export(client, **asked):
    response = client.get(reverse("trail_export"), asked)
    return list(csv.reader(response.content.decode().splitlines())) if response.status_code == 200 else []


def test_what_is_found_is_taken_away_without_live_cells_and_leaves_an_entry(client, world, dpo):
    file = world.acknowledged()
    Entry.objects.create(
        at=NOON, act="seen", reference=file.reference, about_model="x.y", about_id=1, details={"=1+1": "@x"}
    )
    header, *rows = export(client, reference=file.reference)
    assert {row[header.index("reference")] for row in rows} == {file.reference}
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@"))]
    entry = Entry.objects.get(act="trail.exported")
    assert entry.details == {"by_fields": ["reference"], "entries": len(rows)}


def test_more_than_a_file_holds_is_refused_and_costs_nothing(client, world, dpo, settings):
    settings.TRAIL_EXPORT_ROWS = 3
    world.acknowledged()
    page = client.get(reverse("trail_export"), follow=True).content.decode()
    assert "These are more than 3 entries." in page
    assert not Entry.objects.filter(act="trail.exported").exists()


def test_an_export_costs_the_same_however_many_rows(client, world, dpo):
    def cost():
        with CaptureQueriesContext(connection) as captured:
            assert export(client, act="seen")
        return len(captured)

    Entry.objects.create(at=NOON, act="seen", actor_id=world.spoc.pk, about_model="x.y", about_id=1)
    few = cost()
    people = (world.spoc, world.manager, world.facilitator)
    Entry.objects.bulk_create(
        Entry(at=NOON, act="seen", actor_id=people[n % 3].pk, about_model="x.y", about_id=n)
        for n in range(90)
    )
    assert cost() == few


def test_each_day_has_a_head_that_the_check_knows_again(client, world, dpo, tmp_path):
    world.acknowledged()
    seal(at=NOON)
    assert make_head(at=NOON + timedelta(hours=1)) is None  # the day has not ended
    head = make_head(at=NOON + timedelta(days=1))
    assert make_head(at=NOON + timedelta(days=1)) is None  # one a day
    assert (head.day, head.number) == (NOON.date(), 1)
    kept = tmp_path / "heads.txt"
    kept.write_bytes(client.get(reverse("trail_heads_file")).content)
    assert kept.read_text() == f"{head}\n"
    told = StringIO()
    call_command("verify_trail", heads=kept, stdout=told)
    assert json.loads(told.getvalue())["heads_compared"] == 1
    call_command("trail_head", stdout=told)
    assert str(head) in told.getvalue()
    kept.write_text(f"{head}0\n")
    with pytest.raises(CommandError, match="not as it was written"):
        call_command("verify_trail", heads=kept, stdout=told)


def test_an_entry_is_read_in_words_and_found_by_them_and_the_code_stays_beside(client, world, dpo):
    details = {"page": "acknowledge", "promise": "contact_him", "how": ""}
    Entry.objects.create(at=NOON, act="seen", about_model="x.y", about_id=1, details=details)
    (line,) = client.get(reverse("trail"), {"act": "Opened"}).context["lines"]
    assert (line.act, line.details) == ("Opened", "Page: Check it and pass it on; Promise: Contact him")
    row = dict(zip(*export(client, act="seen"), strict=True))
    assert (row["code"], json.loads(row["as kept"])) == ("seen", details)


def test_no_page_of_his_file_stands_in_the_trail_under_its_code():
    read = {details_in_words({"page": name}) for name in (*ACTS, *PARTS)}
    assert not [words for words in read if "_" in words]
