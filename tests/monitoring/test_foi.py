"""Requests for information: the twenty days, what stands still, and an attachment from which nobody can be known."""

import io
import zipfile
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from accounts.refusal import Refused
from alerts.models import Notice
from audit.models import Entry
from monitoring.actions import sweep
from monitoring.foi import actions
from monitoring.foi.days import due_date, working_days_after
from monitoring.foi.questions import BANK, answers
from monitoring.foi.reading import stands
from monitoring.models import FoiDeadline, FoiRequest, Release, Requester, YearCost
from monitoring.publishing.tasks import make_releases
from tests.world import NOON, World

DAY = timedelta(days=1)
# The request of 2022: asked on a Friday in October, answered on a Wednesday in November
ASKED, DUE, ANSWERED = date(2022, 10, 14), date(2022, 11, 11), date(2022, 11, 16)
THEN = datetime(2022, 10, 14, 15, tzinfo=UTC)


@pytest.fixture
def world(db):
    return World(NOON)


@pytest.fixture
def opcc(client, world):
    client.force_login(world.opcc)
    return client


def received(world, *, reference="042-22", received_date=ASKED, at=NOON, **who):
    said = {"asks": "How many completed?"} | who
    return actions.record_request(
        reference=reference, received_date=received_date, **said, by=world.opcc, at=at
    )


def with_attachment(world, request, *questions, **days):
    asked = {"first_day": None, "last_day": None} | days
    actions.make_attachment(request, questions=questions, **asked, by=world.opcc, at=NOON)
    make_releases()
    return FoiRequest.objects.get(pk=request.pk)


def stands_now(request):
    return stands(FoiRequest.objects.get(pk=request.pk))


# The days


def test_the_request_of_2022_was_due_on_11_november_and_answered_three_days_late(world):
    request = received(world)
    assert request.due_date == DUE
    assert working_days_after(ASKED, ANSWERED) == 23
    actions.answer(request, outcome="answered", answered_date=ANSWERED, by=world.opcc, at=NOON)
    assert stands_now(request).days == "On working day 23, 3 working days late"
    deadline = FoiDeadline.objects.get()
    assert deadline.kept_at > deadline.due_at
    assert not sweep(at=NOON).missed


@pytest.mark.parametrize(
    ("day", "due"),
    [
        (date(2022, 10, 14), date(2022, 11, 11)),
        (date(2022, 10, 15), date(2022, 11, 11)),  # on a Saturday: Monday is the first day
        (date(2022, 12, 20), date(2023, 1, 20)),  # Christmas, Boxing Day and New Year's Day are made up for
        (date(2026, 4, 2), date(2026, 5, 5)),  # Good Friday, Easter Monday, the early May bank holiday
        (date(2026, 4, 7), date(2026, 5, 6)),
    ],
)
def test_twenty_working_days_from_the_day_after(day, due):
    assert due_date(day, 20) == due
    assert working_days_after(day, due) == 20


def test_it_is_reminded_and_missed_once(world):
    request = received(world, received_date=date(2026, 6, 3))
    assert request.due_date == date(2026, 7, 1)
    assert sweep(at=datetime(2026, 6, 18, tzinfo=UTC)).reminded == 1
    assert sweep(at=datetime(2026, 7, 1, 22, 58, tzinfo=UTC)).missed == 0
    assert sweep(at=datetime(2026, 7, 1, 23, tzinfo=UTC)).missed >= 1
    told = Notice.objects.filter(alert__kind="promise_missed", reference=request.reference)
    assert [notice.person for notice in told] == [world.opcc]


def test_while_they_are_asked_the_days_stand_still_and_then_begin_anew(world):
    request = received(world)
    actions.ask_what_is_meant(
        request, what="Which years?", asked_date=date(2022, 10, 20), by=world.opcc, at=THEN
    )
    assert stands_now(request).state[0] == "Waits for them"
    assert not sweep(at=NOON).missed
    actions.made_clear(request, answered_date=date(2022, 11, 1), by=world.opcc, at=THEN)
    request.refresh_from_db()
    assert request.due_date == date(2022, 11, 29)
    actions.answer(request, outcome="answered", answered_date=ANSWERED, by=world.opcc, at=NOON)
    assert stands_now(request).days == "On working day 11, in time"


@pytest.mark.parametrize(
    ("act", "said"),
    [
        (actions.made_clear, {"answered_date": ANSWERED}),
        (actions.ask_what_is_meant, {"what": "?", "asked_date": ASKED - DAY}),
        (actions.answer, {"outcome": "answered", "answered_date": ASKED - DAY}),
        (actions.answer, {"outcome": "refused", "answered_date": ANSWERED}),
    ],
)
def test_what_cannot_have_been_is_refused(world, act, said):
    request = received(world)
    with pytest.raises(Refused):
        act(request, **said, by=world.opcc, at=NOON)


def test_a_reference_is_of_one_request(world):
    received(world)
    with pytest.raises(Refused, match="already"):
        received(world)


def test_what_was_answered_stays(world):
    request = received(world)
    actions.answer(request, outcome="answered", answered_date=ANSWERED, by=world.opcc, at=NOON)
    with pytest.raises(Refused, match="has been answered"):
        with_attachment(world, request, "completed")
    with pytest.raises(DatabaseError), transaction.atomic():
        request.delete()


# Who asked


def test_who_asked_is_sealed_and_forgotten_when_its_time_is_over(world):
    request = received(world, name="Ottoline Vasey", contact="ottoline@home.example")
    with connection.cursor() as cursor:
        cursor.execute("select * from monitoring_requester")
        assert "Vasey" not in str(cursor.fetchall())
    actions.answer(request, outcome="answered", answered_date=date(2026, 6, 1), by=world.opcc, at=NOON)
    sweep(at=NOON + 170 * DAY)
    assert Requester.objects.get().name == "Ottoline Vasey"
    sweep(at=NOON + 190 * DAY)
    assert not Requester.objects.exists()


def test_it_is_not_forgotten_before_the_answer(world):
    request = received(world, name="Ottoline Vasey")
    with pytest.raises(Refused, match="answer still has to reach"):
        actions.forget_requester(request, by=world.opcc, at=NOON)


def test_who_asked_is_in_no_list_no_trail_no_release_and_no_attachment(opcc, world, caplog):
    request = with_attachment(world, received(world, name="Ottoline Vasey"), "completed")
    assert "Ottoline Vasey" in opcc.get(request.get_absolute_url()).content.decode()
    papers = b"".join(opcc.get(reverse(name, args=[request.pk])).content for name in ("foi_xlsx", "foi_pdf"))
    seen = opcc.get(reverse("foi_requests")).content + papers + str(Release.objects.values()).encode()
    assert b"Vasey" not in seen
    assert "Vasey" not in str(list(Entry.objects.values())) + caplog.text


# The attachment


def test_its_numbers_are_a_release_in_the_log(world):
    for _ in range(3):
        world.received()
    request = with_attachment(world, received(world), "by_area")
    assert "042-22" in request.release.to_whom
    cells = str([table.rows for table in answers(request, [])])
    assert "<5" in cells
    assert "'3'" not in cells


def test_it_answers_the_questions_that_were_chosen_and_no_other(world):
    request = with_attachment(world, received(world), "referred", "completed")
    assert [table.name for table in answers(request, [])] == ["foi_completion", "fig13", "rates"]


def test_every_table_of_the_bank_is_published(world):
    request = with_attachment(world, received(world), *(each.key for each in BANK))
    names = [table.name for table in answers(request, [])]
    assert names == [name for each in BANK for name in each.figures] + ["cost"]


def test_spreadsheet_and_document_say_what_the_page_says(opcc, world):
    request = received(world)
    actions.add_note(request, words="The pilot ended in November 2021.", by=world.opcc, at=NOON)
    request = with_attachment(world, request, "completed")
    pdf = PdfReader(io.BytesIO(opcc.get(reverse("foi_pdf", args=[request.pk])).content))
    text = " ".join("".join(page.extract_text() for page in pdf.pages).split())
    book = zipfile.ZipFile(io.BytesIO(opcc.get(reverse("foi_xlsx", args=[request.pk])).content))
    cells = "".join(book.read(name).decode() for name in book.namelist())
    page = opcc.get(request.get_absolute_url()).content.decode()
    for words in ("How far men came", "The pilot ended in November 2021.", "Half or more"):
        assert words in text
        assert words in cells
        assert words in page


def test_before_it_is_made_there_is_nothing_to_take_away(opcc, world):
    request = received(world)
    assert opcc.get(reverse("foi_pdf", args=[request.pk])).status_code == 404


# What a completion cost


def cost(world, year, pounds, at=NOON - DAY):
    return actions.enter_cost(year=year, pounds=pounds, source="Accounts", by=world.opcc, at=at)


def cost_of(request, *, completed):
    release = request.release
    release.public_json = release.public_json.replace('"completed": 0', f'"completed": {completed}', 1)
    return [row[1] for row in next(answers(request, YearCost.objects.all())).rows]


def test_a_completion_costs_what_the_years_of_the_period_cost_by_those_who_completed(world):
    cost(world, 2018, 100_000)
    cost(world, 2018, 200_000)
    cost(world, 2019, 100_000)
    cost(world, 2020, 900_000)
    days = {"first_day": date(2018, 4, 1), "last_day": date(2020, 3, 31)}
    request = with_attachment(world, received(world), "cost", **days)
    assert cost_of(request, completed=25) == ["£200,000", "£100,000", "25", "£12,000"]


@pytest.mark.parametrize("completed", [0, '"<5"', "null"])
def test_what_is_hidden_has_no_price(world, completed):
    cost(world, 2018, 100_000)
    request = with_attachment(world, received(world), "cost")
    assert cost_of(request, completed=completed)[-1] == "Cannot be said"


def test_a_cost_entered_later_changes_no_attachment(world):
    cost(world, 2018, 100_000)
    request = with_attachment(world, received(world), "cost")
    before = cost_of(request, completed=25)
    cost(world, 2018, 900_000, at=NOON + DAY)
    assert cost_of(request, completed=25) == before


# The pages


def test_a_request_is_recorded_made_clear_and_answered_from_its_pages(opcc, world):
    day = {"received_date_0": "1", "received_date_1": "6", "received_date_2": "2026"}
    opcc.post(reverse("new_foi_request"), {"reference": "7-26", "asks": "How many?", **day})
    request = FoiRequest.objects.get()
    asked = {"asked_date_0": "2", "asked_date_1": "6", "asked_date_2": "2026", "what": "Which years?"}
    opcc.post(reverse("foi_clarify", args=[request.pk]), asked)
    cleared = {"answered_date_0": "3", "answered_date_1": "6", "answered_date_2": "2026"}
    opcc.post(reverse("foi_clear", args=[request.pk]), cleared)
    opcc.post(reverse("foi_attachment", args=[request.pk]), {"questions": ["completed"]})
    opcc.post(reverse("foi_note", args=[request.pk]), {"words": "A fact."})
    form = opcc.get(reverse("foi_answer", args=[request.pk])).context["form"]
    assert form["answered_date"].initial == timezone.localdate()
    opcc.post(reverse("foi_answer", args=[request.pk]), {"outcome": "refused", **cleared})
    request.refresh_from_db()
    assert request.outcome == ""
    opcc.post(
        reverse("foi_answer", args=[request.pk]), {"outcome": "refused", "exemption": "s40(2)", **cleared}
    )
    request.refresh_from_db()
    assert (request.outcome, request.exemption) == ("refused", "s40(2)")
    assert request.release
    assert request.notes.count() == 1


def test_the_list_asks_as_much_for_many_as_for_one(opcc, world, django_assert_max_num_queries):
    for number in range(6):
        received(world, reference=f"{number}-22")
    with django_assert_max_num_queries(14):
        opcc.get(reverse("foi_requests"))
