"""What other services counted: entered whole or not at all, corrected with what was there before, never counted twice unsaid."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, transaction
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.refusal import Refused
from monitoring.models import OtherCount, OtherService
from monitoring.services.actions import Count, enter_counts
from monitoring.services.reading import read
from monitoring.services.summing import together
from tests.world import NOON, World

SERVICES = ("core", "idva", "cara", "easi")
HEADER = "service,period,sex,number\n"


@pytest.fixture
def world(db):
    return World(NOON)


@pytest.fixture
def opcc(client, world):
    client.force_login(world.opcc)
    return client


def count(code, number, *, quarter=0, sex="male", year=2021):
    return Count(OtherService.objects.get(code=code), year, quarter, sex, number)


def enter(world, *counts, because=""):
    return enter_counts(counts, source="Return", because=because, by=world.opcc, at=NOON)


def problems(tmp_path, text):
    path = tmp_path / "counts.csv"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    rows, found = read(path, SERVICES, last=(2026, 1))
    assert bool(rows) != bool(found)
    return found


def test_the_question_of_2022_is_answered_with_what_it_may_count_twice(opcc, world):
    enter(world, count("core", 445), count("idva", 192))
    page = opcc.get(reverse("other_counts")).content.decode()
    assert "between 445 and 637" in page
    assert "445 + 192 = 637" in page
    assert "Some or all of the 192" in page
    assert "What funded services counted in 2021/22" in page


def test_services_that_cannot_hold_the_same_people_are_added_up():
    found = together({"CARA": 30, "EASI": 12}, {})
    assert (found.least, found.most, found.warnings) == (42, 42, ())
    assert found.in_words == "42"


@given(st.permutations("abcdef"), st.lists(st.integers(0, 1000), min_size=1, max_size=6))
@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
def test_at_least_the_largest_and_at_most_the_sum(names, sizes):
    numbers = dict(zip(names, sizes, strict=False))
    among = {"b": "a", "c": "b", "e": "d", "f": "d"}
    found = together(numbers, among)
    assert max(numbers.values()) <= found.least <= found.most == sum(numbers.values())


def test_a_correction_keeps_what_was_there_and_says_why(world):
    enter(world, count("idva", 129))
    with pytest.raises(Refused, match="stands at 129, not 192"):
        enter(world, count("idva", 192))
    entered = enter(world, count("idva", 192), because="Digits exchanged.")
    assert (entered.new, entered.corrected, entered.same) == (0, 1, 0)
    standing = OtherCount.objects.standing().get()
    assert (standing.number, standing.corrects.number, standing.because) == (192, 129, "Digits exchanged.")
    assert enter(world, count("idva", 192)).same == 1
    assert OtherCount.objects.count() == 2


def test_a_year_and_its_quarters_are_never_both_there(world):
    enter(world, count("core", 445))
    with pytest.raises(Refused, match="counted twice"):
        enter(world, count("core", 100, quarter=1))
    with pytest.raises(Refused, match="counted twice"):
        enter(world, count("cara", 1, quarter=2), count("cara", 4))
    assert OtherCount.objects.count() == 1


def test_the_database_keeps_one_standing_number(world):
    enter(world, count("core", 445))
    row = OtherCount.objects.get()
    row.pk = None
    with pytest.raises(DatabaseError), transaction.atomic():
        row.save(force_insert=True)


WRONG = [
    ("kora,2021/22,male,1\n", (2, "service", "kora", "one of core, idva, cara, easi")),
    ("core,2021/23,male,1\n", (2, "period", "2021/23", "a quarter as 2021/22 Q3")),
    ("core,2021/22 Q5,male,1\n", (2, "period", "2021/22 Q5", "a quarter as 2021/22 Q3")),
    ("core,2026/27 Q2,male,1\n", (2, "period", "2026/27 Q2", "nothing after 2026/27 Q1")),
    ("core,2021/22,men,1\n", (2, "sex", "men", "one of female, male")),
    ("core,2021/22,male,<5\n", (2, "number", "<5", "a whole number from 0")),
    ("core,2021/22,male,1\ncore,2021/22,male,2\n", (3, "sex", "male", "line 2 has it")),
    ("core,2021/22,male\n", (2, "number", "3 cells", "4 cells")),
    ("core,2021/22,male,\n", (0, "", "", "at least one row with a number")),
]


@pytest.mark.parametrize(("text", "expected"), WRONG, ids=[repr(text) for text, _ in WRONG])
def test_each_mistake_is_named_with_its_place(tmp_path, text, expected):
    [found] = problems(tmp_path, HEADER + text)
    line, column, value, words = expected
    assert (found.line, found.column, found.value) == (line, column, value)
    assert words in found.expected


@pytest.mark.parametrize(
    "raw", [b"", b"\xff\xfe\x00", b"service;period\n", b'service,period,sex,number\n"core']
)
def test_what_is_no_such_file_is_refused(tmp_path, raw):
    assert problems(tmp_path, raw)


def upload(client, text, **answers):
    file = SimpleUploadedFile("whatever.csv", text.encode())
    sent = {"file": file, "source": "Returns of May"} | answers
    return client.post(reverse("upload_other_counts"), sent, follow=True).content.decode()


def test_with_one_mistake_nothing_is_entered(opcc, world):
    page = upload(opcc, HEADER + "core,2021/22,male,445\nidva,2021/22,male,many\n")
    assert "Nothing was entered: the file has 1 mistake" in page
    assert "many" in page
    assert "a whole number from 0 to 1000000" in page
    assert not OtherCount.objects.exists()


def test_a_refusal_of_one_row_leaves_the_others_out_too(opcc, world):
    enter(world, count("idva", 129))
    page = upload(opcc, HEADER + "core,2021/22,male,445\nidva,2021/22,male,192\n")
    assert "Say why it changes" in page
    assert OtherCount.objects.count() == 1
    upload(opcc, HEADER + "core,2021/22,male,445\nidva,2021/22,male,192\n", because="Digits exchanged.")
    assert OtherCount.objects.standing().count() == 2
    page = opcc.get(reverse("other_service", args=["idva"])).content.decode()
    assert "Was 129: Digits exchanged." in page


def test_an_empty_table_can_be_filled_in_and_sent_back(opcc, world):
    template = opcc.get(reverse("other_counts_template")).content.decode()
    assert template.startswith(HEADER)
    filled = "\n".join(line + "7" if line.endswith("male,") else line for line in template.splitlines())
    upload(opcc, filled + "\n")
    assert OtherCount.objects.filter(number=7).count() == 8


FORM = {"service": "core", "year": "2021", "quarter": "0", "male": "445", "source": "Letter"}


def test_numbers_are_entered_at_the_page_and_what_was_not_reported_stays_open(opcc, world):
    assert opcc.post(reverse("enter_other_counts"), FORM).status_code == 302
    assert OtherCount.objects.get().number == 445
    assert "–" in opcc.get(reverse("other_counts")).content.decode()


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"male": ""}, "Enter at least one number"),
        ({"male": "lots"}, "must be a whole number"),
        ({"source": ""}, "Enter where it is from"),
        ({"service": "prison"}, "Select one of the answers listed"),
    ],
)
def test_a_mistake_in_the_form_is_said_where_it_was_made(opcc, world, changes, message):
    assert message in opcc.post(reverse("enter_other_counts"), FORM | changes).content.decode()
    assert not OtherCount.objects.exists()


def test_the_page_takes_as_many_queries_however_many_numbers(opcc, world, django_assert_max_num_queries):
    for sex in ("male", "female", "other"):
        enter(
            world, *(count(code, 3, quarter=quarter, sex=sex) for code in SERVICES for quarter in (1, 2, 3))
        )
    for address in (reverse("other_counts"), reverse("other_service", args=["core"])):
        with django_assert_max_num_queries(13):
            assert opcc.get(address).status_code == 200
