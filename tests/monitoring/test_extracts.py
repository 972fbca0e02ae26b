"""Extracts: asked for by one, decided by another, handed over, gone; keyed so that nobody joins two of them."""

import csv
import io
import zipfile
from datetime import date, timedelta

import pytest
from django.conf import settings
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.refusal import Refused
from audit.models import Entry
from iss.models import HerMeasure
from monitoring.actions import sweep
from monitoring.extract.actions import approve, ask_for_extract, refuse, take_away
from monitoring.extract.alike import alike
from monitoring.extract.columns import ABOUT_HIM
from monitoring.extract.making import make_extract
from monitoring.extract.pseudonyms import KeyMissing, Pseudonyms
from monitoring.extract.tasks import make_extracts
from monitoring.extract.writing import sheet
from monitoring.figures import Period
from monitoring.models import Extract
from referrals.models import HisMeasure
from tests.world import HIM, NOON, World

DAY = timedelta(days=1)
ASKED = {
    "evaluator": "Dr Ines Hallworth",
    "organisation": "University of Arden",
    "purpose": "Whether men who begin sooner stay longer.",
    "basis": "Agreement of 1 May 2026, ethics 26/114",
    "first_day": None,
    "last_day": None,
}


@pytest.fixture
def world(db):
    return World(NOON)


def ask(world, **changes):
    return ask_for_extract(**ASKED | changes, by=world.opcc, at=NOON)


def made(world, *, at=NOON, **changes):
    extract = approve(ask(world, **changes), handover="Secure transfer", by=world.dpo, at=NOON)
    make_extract(extract, at=at)
    return Extract.objects.get(pk=extract.pk)


def rows(extract, name):
    with zipfile.ZipFile(io.BytesIO(bytes(extract.content))) as archive:
        return list(csv.DictReader(io.StringIO(archive.read(name).decode())))


def acts(extract):
    return list(
        Entry.objects.filter(reference=extract.reference).order_by("pk").values_list("act", flat=True)
    )


def test_his_and_hers_are_matched_and_nobody_is_named(world):
    referral = world.suitable()
    extract = made(world)
    [his], [hers] = rows(extract, "referrals.csv"), rows(extract, "partners.csv")
    assert his["decision"] == "suitable"
    assert hers["my_time_ref"] == his["my_time_ref"]
    with zipfile.ZipFile(io.BytesIO(bytes(extract.content))) as archive:
        text = "".join(archive.read(name).decode() for name in archive.namelist())
    hidden = [referral.reference, referral.man.reference, "Gareth", "Pemberwick", "Marisol", "Quillfeather"]
    assert [word for word in [*hidden, "07700", "marmalade", "Hiddenham", "Pushed"] if word in text] == []


def test_a_measure_is_in_it_as_scores_without_a_single_answer(world):
    referral = world.suitable()
    taken = {"by": world.facilitator, "at": NOON, "asked_date": NOON.date()}
    HisMeasure.objects.create(
        referral=referral,
        stage="initial",
        answers={"M1": 3, "M2": 0, "M3": "skipped", "M13": "my words"},
        **taken,
    )
    HerMeasure.objects.create(
        file=world.her_file(referral),
        stage="initial",
        answers={"W1": 2, "W6": ["neck"], "W14": "her words"},
        **taken,
    )
    extract = made(world)
    hers, his = sorted(rows(extract, "measures.csv"), key=lambda row: row["voice"])
    assert (his["frequency"], his["types"], his["severe"]) == ("1.5", "1", "")
    assert (hers["frequency"], hers["types"], hers["severe"]) == ("2.0", "1", "yes")
    assert his["ref"] == rows(extract, "referrals.csv")[0]["my_time_ref"]
    assert hers["ref"] == rows(extract, "partners.csv")[0]["iss_ref"]
    assert all("words" not in value and "neck" not in value for row in (hers, his) for value in row.values())


def test_what_the_purpose_does_not_need_is_left_out(world):
    world.received()
    whole, [part] = (
        rows(made(world), "referrals.csv")[0],
        rows(made(world, left_out=["age", "children"]), "referrals.csv"),
    )
    assert whole["age_at_referral"]
    assert whole["children_ages"]
    assert (part["age_at_referral"], part["children_ages"], part["children_count"]) == ("", "", "")
    keyed = {"my_time_ref", "person_ref", "age_at_referral", "children_ages", "children_count"}
    assert {name: value for name, value in part.items() if name not in keyed} == {
        name: value for name, value in whole.items() if name not in keyed
    }


def test_the_less_is_in_it_the_fewer_are_alone(world):
    for born in (date(1990, 5, 17), date(1970, 5, 17)):
        world.received(him=HIM | {"first_name": f"Born {born.year}", "date_of_birth": born})
    period = Period()
    assert (alike(period, 5).alone, alike(period, 5).in_few) == (2, 2)
    assert (alike(period, 5, ["age"]).alone, alike(period, 5, ["age"]).in_few) == (0, 2)
    assert alike(period, 2, list(ABOUT_HIM)).in_few == 0


def test_two_extracts_do_not_meet_unless_it_was_approved(world):
    world.received()
    first, second = made(world), made(world)
    third = made(world, joins=first)
    refs = [rows(extract, "referrals.csv")[0]["person_ref"] for extract in (first, second, third)]
    assert refs[0] != refs[1]
    assert refs[0] == refs[2]


def test_another_secret_gives_other_references_and_joins_nothing(world, settings):
    world.received()
    first = made(world)
    settings.EXTRACT_KEY = "another secret"
    with pytest.raises(Refused, match="has changed"):
        approve(ask(world, joins=first), handover="By hand", by=world.dpo, at=NOON)


def test_without_the_secret_nothing_is_approved(world, settings):
    settings.EXTRACT_KEY = ""
    extract = ask(world)
    with pytest.raises(Refused, match="DVPP_EXTRACT_KEY"):
        approve(extract, handover="By hand", by=world.dpo, at=NOON)
    with pytest.raises(KeyMissing):
        Pseudonyms("", "EXT-1").of("P", "M1")


def test_whoever_asked_never_decides(world):
    extract = ask_for_extract(**ASKED, by=world.dpo, at=NOON)
    for decide in (
        lambda: approve(extract, handover="x", by=world.dpo, at=NOON),
        lambda: refuse(extract, note="x", by=world.dpo, at=NOON),
    ):
        with pytest.raises(Refused, match="second person"):
            decide()
    with pytest.raises(DatabaseError), transaction.atomic():
        Extract.objects.filter(pk=extract.pk).update(approved=True, decided_by=world.dpo, decided_at=NOON)


def test_what_was_refused_or_not_decided_is_never_made(world):
    waiting, refused = ask(world), refuse(ask(world), note="Counts are enough.", by=world.dpo, at=NOON)
    make_extracts()
    for extract in (waiting, refused):
        assert not make_extract(extract, at=NOON)
        assert Extract.objects.get(pk=extract.pk).made_at is None
        with pytest.raises(DatabaseError), transaction.atomic():
            Extract.objects.filter(pk=extract.pk).update(made_at=NOON, content=b"x", expires_at=NOON)
    with pytest.raises(Refused, match="already"):
        approve(refused, handover="x", by=world.dpo, at=NOON)


def test_the_file_goes_when_its_days_are_over_and_the_record_stays(world, settings):
    settings.EXTRACT_VALID_DAYS = 14
    extract = made(world)
    assert take_away(extract, by=world.dpo, at=NOON + 13 * DAY)
    with pytest.raises(Refused, match="not there any more"):
        take_away(extract, by=world.dpo, at=NOON + 14 * DAY)
    sweep(at=NOON + 13 * DAY)
    assert Extract.objects.get(pk=extract.pk).content is not None
    for _ in range(2):
        sweep(at=NOON + 14 * DAY)
    gone = Extract.objects.get(pk=extract.pk)
    assert (gone.content, gone.gone_at) == (None, NOON + 14 * DAY)
    assert acts(extract) == [
        *("extract.asked", "extract.approved", "extract.made", "extract.downloaded", "extract.gone"),
    ]
    with pytest.raises(DatabaseError), transaction.atomic():
        extract.delete()


def test_it_is_made_once(world):
    assert make_extract(made(world), at=NOON + DAY) is False


def test_only_the_data_protection_officer_gets_the_file(client, world):
    extract = made(world, at=timezone.now())
    address = reverse("extract_zip", args=[extract.pk])
    for person in (world.opcc, world.manager, world.facilitator, world.iss_manager, world.administrator):
        client.force_login(person)
        assert client.get(address).status_code == 403
    client.force_login(world.dpo)
    assert client.get(address).content == bytes(extract.content)


def post(client, extract, **answers):
    return client.post(reverse("extract", args=[extract.pk]), answers, follow=True).content.decode()


def test_who_decides_reads_who_could_be_recognised_and_weighs_it(client, world):
    world.received()
    extract = ask(world)
    client.force_login(world.dpo)
    page = client.get(reverse("extract", args=[extract.pk])).content.decode()
    assert "1 man." in page
    assert "Birmingham (1)" in page
    page = post(client, extract, decision="approve", note="Needed.")
    assert "Enter how you will hand it over" in page
    assert "Tick that you have weighed it" in page
    page = post(client, extract, decision="approve", note="Needed.", handover="In person", weighed="on")
    assert "Being made" in page
    make_extracts()
    assert "Download the extract" in client.get(reverse("extract", args=[extract.pk])).content.decode()


def test_whoever_asked_is_told_why_not(client, world):
    extract = ask(world)
    client.force_login(world.dpo)
    assert "refused" in post(client, extract, decision="refuse", note="Counts are enough for this.")
    client.force_login(world.opcc)
    assert "Counts are enough for this." in client.get(extract.get_absolute_url()).content.decode()


def test_a_sponsor_asks_at_the_page(client, world):
    client.force_login(world.manager)
    answers = {name: value for name, value in ASKED.items() if value}
    answer = client.post(reverse("new_extract"), answers)
    extract = Extract.objects.get()
    assert (answer.status_code, extract.asked_by) == (302, world.manager)
    assert extract.left_out == list(ABOUT_HIM)
    client.post(reverse("new_extract"), answers | {"needed": ["age"]})
    assert "age" not in Extract.objects.latest("pk").left_out
    missing = client.post(reverse("new_extract"), answers | {"basis": ""}).content.decode()
    assert "Enter the agreement and approval" in missing


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t=", "\r\n-", "\u00a0@"])
def test_no_cell_is_a_formula(start):
    [_, [cell]] = csv.reader(io.StringIO(sheet(["area"], [[f"{start}1+1"]]), newline=""))
    assert cell == f"'{start.strip()}1+1"


def test_the_pages_take_as_many_queries_however_many_extracts(client, world, django_assert_max_num_queries):
    for _ in range(4):
        ask(world)
    extract = made(world)
    client.force_login(world.dpo)
    for address in (reverse("extracts"), extract.get_absolute_url(), reverse("extract_dictionary")):
        with django_assert_max_num_queries(10):
            assert client.get(address).status_code == 200


def test_the_file_is_not_read_to_show_the_page(client, world):
    made(world)
    client.force_login(world.dpo)
    with CaptureQueriesContext(connection) as asked:
        client.get(reverse("extracts"))
    assert not [query for query in asked if '"content"' in query["sql"]]


def test_the_clock_makes_extracts_by_itself():
    tasks = {entry["task"] for entry in settings.CELERY_BEAT_SCHEDULE.values()}
    assert make_extracts.name in tasks
