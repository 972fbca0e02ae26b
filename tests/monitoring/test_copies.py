"""Copies of records: from the right store alone, withheld without a trace, checked by a second person, given once."""

import json
from datetime import timedelta

import pytest
from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

import iss.own_copy.columns as hers_columns
import programme.own_copy.columns as his_columns
from accounts.refusal import Refused
from alerts.models import Notice
from audit.models import Entry
from audit.own_copy import columns_of
from iss.own_copy import copy_of_hers
from monitoring.actions import sweep
from monitoring.models import CopyRequest
from monitoring.subject_access import actions
from monitoring.subject_access.marking import MARK, SAID_OTHERWISE
from monitoring.subject_access.marking import given as as_given
from programme.own_copy import copy_of_his
from tests.access.marked import marked_world
from tests.access.walking import papers_as_text, read
from tests.world import HER, HIM, World

DAY = timedelta(days=1)


@pytest.fixture
def now():
    return timezone.now()


@pytest.fixture
def world(db, now):
    return World(now)


@pytest.fixture
def him(world, now):
    return world.contacted(at=now - DAY).man


def asked(world, now, **whose):
    return actions.take_request(**whose, received_date=now.date(), by=world.dpo, at=now)


def prepared(world, now, by=None, items=None, phrases=(), **whose):
    by = by or world.manager
    request = asked(world, now, **whose)
    actions.check_identity(request, how="Passport shown", by=by, at=now)
    actions.gather(request, by=by, at=now)
    return actions.prepare(request, items=items or {}, phrases=phrases, by=by, at=now)


# What stands in it


@pytest.mark.parametrize(
    ("rooms", "table", "root"),
    [
        (("referrals", "programme"), his_columns, {"referral", "man"}),
        (("iss",), hers_columns, {"file", "partner_file", "marac", "support"}),
    ],
)
def test_every_column_that_hangs_on_somebody_is_given_or_kept_back_for_a_reason(rooms, table, root):
    given = {part.model._meta.label_lower: set(part.fields) for part in table.PARTS}
    for model in (model for room in rooms for model in apps.get_app_config(room).get_models()):
        label = model._meta.label_lower
        keys = {field.name for field in model._meta.get_fields() if field.is_relation and field.concrete}
        if label.endswith("event") or not (label in given or keys & root) or label in table.KEPT_BACK:
            continue
        kept = {name.rpartition(".")[2] for name in table.KEPT_BACK if name.rpartition(".")[0] == label}
        unsaid = columns_of(model) - given.get(label, set()) - kept - set(table.EVERYWHERE)
        assert unsaid == set(), label
        assert given.get(label, set()) & kept == set(), label


def test_his_copy_holds_what_is_his_and_no_word_of_hers(db, now):
    world = marked_world()
    text = json.dumps(copy_of_his(world.marked.man))
    assert [what for word, what in world.hers.items() if word in text] == []
    assert {"note of a contact", "message"} <= {what for word, what in world.health.items() if word in text}
    assert "iss" not in text.lower().replace("missing", "").replace("missed", "").split()


def test_her_copy_holds_how_she_is_reached_and_nothing_of_him(db, now):
    world = marked_world()
    text = json.dumps(copy_of_hers(world.marked_file))
    assert next(iter(world.hers)) in text
    assert [what for word, what in world.health.items() if word in text] == []
    assert world.marked.man.last_name not in text


def test_while_nothing_is_decided_his_copy_does_not_say_what_was_found(world, now):
    pending = world.pending(at=now - DAY)
    text = json.dumps(copy_of_his(pending.man)).lower()
    for word in ("provisional", "pending", "accepts some of it"):
        assert word not in text


def test_a_copy_costs_the_same_however_much_is_held(world, him, now):
    def cost():
        with CaptureQueriesContext(connection) as captured:
            copy_of_his(him)
        return len(captured)

    few, referral = cost(), him.referrals.get()
    for number in range(6):
        referral.contact_attempts.create(
            at=now, channel="phone", two_way=False, by=world.facilitator, note=str(number)
        )
    assert cost() == few


# What is withheld


def test_a_mark_says_that_something_is_withheld_and_no_more():
    content = [
        {
            "title": "Notes",
            "items": [{"id": "a", "rows": [["Note", "Mrs  Ash saw Ashby"]]}, {"id": "b", "rows": []}],
        }
    ]
    [section] = as_given(content, {"items": {"b": "harm"}, "phrases": ["mrs ash"]})
    assert section["items"][0]["rows"] == [["Note", f"{MARK} saw Ashby"]]
    assert section["items"][1] == {"withheld": SAID_OTHERWISE, "rows": []}


@given(
    st.text(alphabet="abc ", min_size=1, max_size=12).filter(str.strip),
    st.text(alphabet="abc .\n", max_size=60),
)
def test_a_phrase_is_nowhere_in_what_is_given(phrase, text):
    content = [{"title": "T", "items": [{"id": "a", "rows": [["L", text]]}]}]
    [[_, said]] = as_given(content, {"phrases": [phrase]})[0]["items"][0]["rows"]
    words = " ".join(phrase.split())
    assert f" {words} " not in f" {' '.join(said.replace(MARK, '.').split())} "


# Who does what


def test_a_second_person_checks_it_and_it_is_given_once(world, him, now):
    request = prepared(world, now, man=him, phrases=["Robin"])
    with pytest.raises(Refused, match="second person"):
        actions.check(request, approve=True, by=world.manager, at=now)
    with pytest.raises(Refused, match="second person"):
        actions.release(request, how="In person", by=world.manager, at=now)
    request = actions.check(request, approve=True, by=world.dpo, at=now)
    released = actions.release(request, how="In person", by=world.manager, at=now)
    assert released.deadlines.get().kept_at == now
    for again in (
        lambda: actions.release(request, how="Again", by=world.manager, at=now),
        lambda: actions.gather(request, by=world.manager, at=now),
        lambda: actions.end(request, because="Not now", by=world.manager, at=now),
    ):
        with pytest.raises(Refused):
            again()


def test_what_was_approved_stays_as_it_was_however_the_record_goes_on(client, world, him, now):
    request = prepared(world, now, man=him, phrases=["Robin"])
    actions.check(request, approve=True, by=world.dpo, at=now)
    client.force_login(world.manager)
    first = client.get(reverse("copy_json", args=[request.pk])).content
    him.referrals.get().contact_attempts.create(
        at=now, channel="phone", two_way=True, by=world.facilitator, note="Later"
    )
    assert client.get(reverse("copy_json", args=[request.pk])).content == first
    client.force_login(world.dpo)
    page = client.get(reverse("copy_request", args=[request.pk])).content.decode()
    assert "nothing is left for you to do" in page
    assert "Read and check it" not in page
    assert b"Robin" not in first
    assert HIM["last_name"].encode() in first


def test_it_is_given_to_nobody_who_is_not_known_to_be_the_person(world, him, now):
    request = asked(world, now, man=him)
    actions.gather(request, by=world.manager, at=now)
    actions.prepare(request, items={}, phrases=[], by=world.manager, at=now)
    actions.check(request, approve=True, by=world.dpo, at=now)
    with pytest.raises(Refused, match="known"):
        actions.release(request, how="In person", by=world.manager, at=now)


def test_the_month_runs_and_is_extended_once_while_it_runs(world, him, now):
    request = asked(world, now, man=him)
    month = request.deadlines.get().due_at
    assert timedelta(days=27) < month - now < timedelta(days=32)
    actions.extend(request, because="Nine years of notes", by=world.dpo, at=now + DAY)
    assert timedelta(days=88) < request.deadlines.get().due_at - now < timedelta(days=93)
    with pytest.raises(Refused):
        actions.extend(request, because="More", by=world.dpo, at=now + DAY)
    sweep(at=now + timedelta(days=100))
    told = {
        notice.person_id
        for notice in Notice.objects.filter(alert__kind="promise_missed", reference=request.reference)
    }
    assert told == {world.manager.pk, world.dpo.pk}


def test_one_request_of_a_person_at_a_time(world, him, now):
    request = asked(world, now, man=him)
    with pytest.raises(Refused, match="open already"):
        asked(world, now, man=him)
    actions.end(request, because="Taken back", by=world.dpo, at=now)
    assert asked(world, now, man=him)


def test_each_side_sees_its_own_and_hers_is_read_in_her_service_alone(client, world, now):
    file = world.her_file(world.pending(at=now - DAY))
    hers = prepared(world, now, by=world.iss_manager, file=file)
    his = prepared(world, now, man=file.referral.man)
    visible = {
        who: set(CopyRequest.objects.visible_to(getattr(world, who)))
        for who in ("manager", "iss_manager", "iss_worker", "other_iss_manager", "dpo", "facilitator", "opcc")
    }
    assert visible == {
        "manager": {his},
        "iss_manager": {hers},
        "iss_worker": {hers},
        "dpo": {his, hers},
        "other_iss_manager": set(),
        "facilitator": set(),
        "opcc": set(),
    }
    actions.check(hers, approve=True, by=world.iss_worker, at=now)
    phone = HER["safe_contact"]["phone"]
    client.force_login(world.dpo)
    assert client.get(reverse("copy_check", args=[hers.pk])).status_code == 404
    assert phone not in client.get(reverse("copy_request", args=[hers.pk])).content.decode()
    client.force_login(world.iss_manager)
    with papers_as_text():
        text = read(client.get(reverse("copy_pdf", args=[hers.pk])))
    assert phone in text
    assert "My Time" not in text


def test_a_reference_of_the_other_side_is_answered_like_one_that_does_not_exist(client, world, now):
    file = world.her_file(world.pending(at=now - DAY))
    day = {f"received_date_{n}": part for n, part in enumerate((now.day, now.month, now.year))}
    said = set()
    for who, reference in (
        ("manager", file.reference),
        ("manager", "ISS-ZZZZ-ZZZZ"),
        ("iss_manager", file.referral.reference),
        ("other_iss_manager", file.reference),
    ):
        client.force_login(getattr(world, who))
        page = client.post(reverse("take_copy_request"), {"reference": reference, **day})
        said.add(str(page.context["form"].non_field_errors()))
    assert len(said) == 1
    assert not CopyRequest.objects.exists()


def test_no_table_holds_a_plain_word_of_a_copy(world, now):
    file = world.her_file(world.pending(at=now - DAY))
    prepared(world, now, by=world.iss_manager, file=file, phrases=["Larkspur"])
    with connection.cursor() as cursor:
        cursor.execute("select to_jsonb(r)::text from monitoring_copyrequest r")
        [(row,)] = cursor.fetchall()
    for word in ("07700 900456", "Larkspur", "Quillfeather"):
        assert word not in row


def test_the_whole_way_by_the_pages(client, world, him, now):
    client.force_login(world.manager)
    reference = him.referrals.get().reference
    day = {f"received_date_{n}": part for n, part in enumerate((now.day, now.month, now.year))}
    client.post(reverse("take_copy_request"), {"reference": reference.lower(), **day})
    request = CopyRequest.objects.get()
    client.post(reverse("copy_identity", args=[request.pk]), {"how": "Passport shown"})
    client.post(reverse("copy_gather", args=[request.pk]))
    page = client.get(reverse("copy_prepare", args=[request.pk]))
    names = list(page.context["form"].entries.values())
    client.post(reverse("copy_prepare", args=[request.pk]), {names[0]: "third", "phrases": "Robin\n"})
    client.force_login(world.dpo)
    client.post(reverse("copy_check", args=[request.pk]), {"decision": "approve"})
    client.force_login(world.manager)
    client.post(reverse("copy_release", args=[request.pk]), {"how": "In person"})
    request.refresh_from_db()
    assert request.released_at
    assert request.withheld["phrases"] == ["Robin"]
    done = list(
        Entry.objects.filter(act__startswith="copy.")
        .exclude(act="copy.read")
        .order_by("pk")
        .values_list("act", flat=True)
    )
    assert done == [
        f"copy.{act}" for act in ("asked", "identity_checked", "gathered", "prepared", "approved", "released")
    ]
