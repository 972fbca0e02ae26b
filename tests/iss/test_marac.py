"""MARAC: what is recommended is owed and followed to the end, and abuse again within twelve months is a repeat."""

from datetime import timedelta

import pytest
from django.urls import reverse

from accounts.refusal import Refused
from alerts.models import Notice
from audit.models import Entry
from iss import actions
from iss.models import Because, Marac
from monitoring.actions import sweep
from tests.paper.reading import reader, tags, words
from tests.world import DAY, HER, NOON

YEAR_ON = NOON.replace(year=NOON.year + 1)


@pytest.fixture
def file(world, file):
    world.her_contacted(file)
    actions.allocate(file, worker=world.iss_worker, by=world.iss_manager, at=NOON)
    file.refresh_from_db()
    return file


def dash(world, file, yes=14, at=NOON, **more):
    answers = ["yes"] * yes + ["no"] * (24 - yes)
    return actions.record_dash(
        file, asked_date=at.date(), answers=answers, by=world.iss_worker, at=at, **more
    )


@pytest.fixture
def recommended(world, file):
    dash(world, file)
    return file.maracs.get()


def refer(world, marac, at=NOON, **more):
    facts = {"consent": "yes", "without_consent_because": "", "she_knows": True, **more}
    actions.refer_to_marac(
        marac,
        referred_date=at.date(),
        criteria=marac.criteria,
        concerns="He waits for her.",
        asked_for="Somewhere else to live.",
        by=world.iss_worker,
        at=at,
        **facts,
    )
    return marac


def hear(world, marac, at=NOON):
    actions.record_hearing(
        marac, heard_date=at.date(), agencies="Police", outcome="Marker.", by=world.iss_worker, at=at
    )
    return marac


def running(file, promise):
    return file.deadlines.running().filter(promise=promise).first()


def test_what_a_dash_recommends_is_owed_within_two_working_days(file, recommended):
    assert recommended.criteria == ["visible_high"]
    assert running(file, "refer_to_marac").due_at == NOON + 2 * DAY


def test_a_standard_dash_recommends_nothing(world, file):
    dash(world, file, yes=3)
    assert not Marac.objects.exists()


def test_not_acted_on_it_is_chased_and_stands_on_the_home_page_of_her_worker(
    client, world, file, recommended
):
    sweep(at=NOON + 3 * DAY)
    missed = Notice.objects.filter(alert__kind="promise_missed", alert__because__contains="MARAC")
    assert {notice.person for notice in missed} == {world.iss_worker, world.iss_manager}
    client.force_login(world.iss_worker)
    for name in ("home", "her_files"):
        assert "Refer to MARAC, or record why not" in client.get(reverse(name)).content.decode()


def test_a_second_dash_adds_its_criteria_to_the_one_recommendation(world, file, recommended):
    dash(world, file, at=NOON + DAY, events=4)
    assert file.maracs.get().criteria == ["visible_high", "escalation"]


def test_a_referral_keeps_the_promise_and_asks_for_what_was_decided(world, file, recommended):
    refer(world, recommended)
    assert running(file, "refer_to_marac") is None
    assert running(file, "marac_outcome")
    hear(world, recommended, at=NOON + DAY)
    assert running(file, "marac_outcome") is None


def test_without_her_consent_the_reason_is_asked(world, recommended):
    with pytest.raises(Refused, match="without her consent"):
        refer(world, recommended, consent="no")
    refer(world, recommended, consent="no", without_consent_because="The children are in danger.")


def test_no_referral_needs_its_reason_and_her_manager_hears(world, file, recommended):
    with pytest.raises(Refused, match="reason"):
        actions.decline_marac(recommended, because=" ", by=world.iss_worker, at=NOON)
    actions.decline_marac(recommended, because="Heard last week.", by=world.iss_worker, at=NOON)
    assert running(file, "refer_to_marac") is None
    told = Notice.objects.filter(alert__kind="marac_not_referred")
    assert [notice.person for notice in told] == [world.iss_manager]


def test_it_is_settled_once(world, recommended):
    refer(world, recommended)
    with pytest.raises(Refused, match="already"):
        actions.decline_marac(recommended, because="No.", by=world.iss_worker, at=NOON)


def test_what_was_agreed_is_chased_the_earliest_first_until_all_is_settled(world, file, recommended):
    marac = hear(world, refer(world, recommended))
    for days in (9, 2):
        actions.agree_at_marac(
            marac,
            what=f"In {days} days",
            owner="Police",
            due_date=(NOON + days * DAY).date(),
            by=world.iss_worker,
            at=NOON,
        )
    later, sooner = marac.actions.order_by("pk")
    assert running(file, "marac_actions").due_at.date() == sooner.due_date
    sweep(at=NOON + 3 * DAY)
    actions.settle_marac_action(sooner, done_date=NOON.date(), by=world.iss_worker, at=NOON + 3 * DAY)
    clock = running(file, "marac_actions")
    assert (clock.due_at.date(), clock.missed_at) == (later.due_date, None)
    actions.settle_marac_action(
        later, not_done_because="She has moved.", by=world.iss_worker, at=NOON + 4 * DAY
    )
    assert running(file, "marac_actions") is None


@pytest.mark.parametrize(
    ("at", "repeat"),
    [(NOON + DAY, True), (YEAR_ON, True), (YEAR_ON + DAY, False)],
    ids=["the next day", "twelve months", "twelve months and a day"],
)
def test_a_dash_within_twelve_months_of_being_heard_is_a_repeat(world, file, recommended, at, repeat):
    hear(world, refer(world, recommended))
    again = dash(world, file, yes=0, at=at)
    assert (again.criteria == ["repeat"]) is repeat
    assert file.maracs.filter(settled_at=None).exists() is repeat


def test_not_where_she_says_that_nothing_has_happened_since(world, file, recommended):
    hear(world, refer(world, recommended))
    assert dash(world, file, yes=0, at=NOON + DAY, again=False).criteria == []


def test_an_incident_within_twelve_months_says_refer_again(world, file, recommended):
    hear(world, refer(world, recommended))
    actions.owe_reassessment(file, because=Because.INCIDENT, at=NOON + DAY)
    assert file.maracs.get(settled_at=None).criteria == ["repeat"]
    told = Notice.objects.get(alert__kind="marac_recommended", person=world.iss_worker)
    assert told.alert.because == "Repeat: refer again."


def test_the_form_is_marked_tagged_and_never_says_how_she_is_reached(client, world, file, recommended):
    refer(world, recommended)
    client.force_login(world.iss_worker)
    response = client.get(reverse("her_marac_form", args=[file.pk, recommended.pk]))
    text = words(response.content)
    assert "OFFICIAL-SENSITIVE" in text
    assert "He waits for her." in text
    assert HER["last_name"] in text
    safe = HER["safe_contact"]
    assert [each for each in (safe["phone"], "Larkspur", safe["code_word"]) if each in text] == []
    assert {"H1", "H2"} <= set(tags(response.content))
    assert HER["last_name"] not in str(response.headers) + str(dict(reader(response.content).metadata))
    assert Entry.objects.filter(act="marac.form_downloaded", about_id=file.pk).exists()


@pytest.mark.parametrize("persona", ["manager", "other_iss_worker", "social_worker", "administrator", "dpo"])
def test_nobody_else_gets_the_form(client, world, file, recommended, persona):
    refer(world, recommended)
    client.force_login(getattr(world, persona))
    response = client.get(reverse("her_marac_form", args=[file.pk, recommended.pk]))
    assert response.status_code in (403, 404)
    assert not Entry.objects.filter(act="marac.form_downloaded").exists()


def test_there_is_no_form_before_there_is_a_referral(client, world, file, recommended):
    client.force_login(world.iss_worker)
    assert client.get(reverse("her_marac_form", args=[file.pk, recommended.pk])).status_code == 404


def test_a_day_to_come_is_not_the_day_it_was_heard(client, world, file, recommended):
    refer(world, recommended)
    client.force_login(world.iss_worker)
    day = NOON + timedelta(days=4000)
    data = {f"heard_date_{i}": part for i, part in enumerate((day.day, day.month, day.year))}
    page = client.post(
        reverse("her_marac_heard", args=[file.pk, recommended.pk]), data | {"agencies": "A", "outcome": "B"}
    )
    assert page.context["form"].errors["heard_date"]
