"""What may not leave is held back: by name of whoever receives it, named to her own service and to nobody else."""

import pytest

from accounts.refusal import Refused
from iss import actions as iss
from joint.actions import HELD, Came, answer_held, contribute, draft_of, send_report, what_is_held
from joint.models import Report
from joint.reports import drafting
from joint.reports.wall import Recipient, look
from tests.iss.test_her_measures import ask_her
from tests.joint.reporting import begun
from tests.world import DAY, fresh

CSC, HIM = Recipient.CHILDRENS_SERVICES, Recipient.HIM
PLAN = "Keep the bag at the library behind the counter."


@pytest.fixture
def him(world):
    him = world.on_programme(group=world.group(required=2))
    world.register(him.enrolments.get().first_session, {him: "attended"})
    file = world.her_file(him)
    iss.write_safety_plan(
        file, parts={"bag": PLAN}, made_date=world.now.date(), by=world.iss_worker, at=world.now
    )
    iss.log_contact(
        file,
        happened_at=world.now,
        channel="call",
        two_way=True,
        safe_now=True,
        note="She sleeps at a friend of her sister now.",
        by=world.iss_worker,
        at=world.now,
    )
    ask_her(world, file, at=world.now, W14a="That the children sleep through the night")
    iss.allocate(file, worker=world.iss_worker, by=world.iss_manager, at=world.now)
    return fresh(him)


SAYINGS = [
    ("Call 07700 900456 if it is urgent.", "her telephone number"),
    ("Her number is +44 7700 900-456.", "her telephone number"),
    ("He was seen near Larkspur Cottages, number 4 Larkspur  cottages.", "her address"),
    ("They say “Marmalade” on the telephone.", "her code word"),
    ("Iss Worker agrees with us.", "the name of her worker"),
    ("The bag is kept at the library behind the counter, she says.", "her safety plan"),
    ("We hear that she sleeps at a friend of her sister.", "a note of a contact with her"),
    ("She hopes that the children sleep through the night.", "what she said when she was asked"),
]


@pytest.mark.parametrize(("text", "what"), SAYINGS, ids=[what for _, what in SAYINGS])
def test_it_is_found_however_it_is_written(him, text, what):
    assert what in {each.what for each in look({"Risk": text}, him, CSC)}


@pytest.mark.parametrize(
    "text",
    [
        "He came to 12 of 30 sessions since 3 June 2026.",
        "Marisol Quillfeather has moved.",
        "He called 0121 496 0000.",
    ],
)
def test_what_children_s_services_may_read_is_not_held(him, text):
    assert look({"Risk": text}, him, CSC) == []


def test_her_name_may_go_to_children_s_services_and_not_to_him(him):
    (found, *_) = look({"Letter": "Marisol wrote."}, him, HIM)
    assert found.what == "her name"


@pytest.fixture
def held(world, him):
    report = begun(world, him, risks="Call 07700 900456 if it is urgent.")
    assert send_report(report, by=world.facilitator, at=world.now) is Came.HELD
    return Report.objects.get(pk=report.pk)


def test_nothing_leaves_and_her_service_is_asked(world, held):
    assert held.held_at
    assert not held.issued_at
    assert not held.sent_at
    assert world.iss_worker.notices.filter(alert__kind="report_held").exists()
    assert not world.social_worker.notices.filter(alert__kind="report_issued").exists()


def test_his_side_is_not_told_what_was_found(client, world, him, held):
    client.force_login(world.facilitator)
    address = f"/joint/{him.pk}/reports/midway/read/"
    page = client.post(address, {"seen": drafting.document(held).digest}, follow=True).content.decode()
    assert HELD.split(".")[0] in page
    for word in ("telephone number", "her address", "her code word"):
        assert word not in page


def test_whatever_is_found_the_answer_is_the_same(client, world, him):
    answers = set()
    client.force_login(world.facilitator)
    for text, _ in SAYINGS:
        report = begun(world, him, risks=text)
        client.post(f"/joint/{him.pk}/reports/midway/read/", {"seen": drafting.document(report).digest})
        page = client.get(f"/joint/{him.pk}/reports/midway/read/")
        answers.add(tuple(str(message) for message in page.context["messages"]))
    assert len(answers) == 1


def test_her_worker_sees_what_was_found_and_nothing_else_of_the_report(client, world, held):
    client.force_login(world.iss_worker)
    page = client.get(f"/reports/{held.pk}/held/").content.decode()
    assert "her telephone number" in page
    assert "07700 900456" in page
    assert "Go on as planned." not in page


def test_her_worker_lets_it_leave_and_it_goes(client, world, held):
    client.force_login(world.iss_worker)
    client.post(f"/reports/{held.pk}/held/", {"answer": "leaves"})
    report = Report.objects.get(pk=held.pk)
    assert report.let_go_by == world.iss_worker
    assert "900456" not in str(report.let_go)
    assert send_report(report, by=world.facilitator, at=world.now + DAY) is not Came.HELD


def test_what_was_let_go_opens_nothing_else(world, him, held):
    found = what_is_held(held, drafting.document(held))
    answer_held(held, may_leave=True, found=found, by=world.iss_worker, at=world.now)
    more = begun(world, him, engagement="They say marmalade on the telephone.")
    assert send_report(more, by=world.facilitator, at=world.now) is Came.HELD


def test_her_worker_asks_for_a_change_and_the_writer_reads_it(client, world, him, held):
    client.force_login(world.iss_worker)
    address = f"/reports/{held.pk}/held/"
    assert "Enter what My Time should do" in client.post(address, {"answer": "change"}).content.decode()
    client.post(address, {"answer": "change", "asks": "Leave the last sentence under Risk out."})
    client.force_login(world.facilitator)
    assert (
        "Leave the last sentence under Risk out."
        in client.get(f"/joint/{him.pk}/reports/midway/").content.decode()
    )
    assert send_report(held, by=world.facilitator, at=world.now) is Came.HELD


def test_another_service_sees_nothing_of_it(client, world, held):
    client.force_login(world.other_iss_worker)
    assert client.get(f"/reports/{held.pk}/held/").status_code == 404


def test_the_iss_is_shown_what_its_own_part_says_before_it_leaves(client, world, him):
    with pytest.raises(Refused, match="her code word"):
        contribute(him, kind="midway", contribution="Say marmalade.", by=world.iss_worker, at=world.now)
    client.force_login(world.iss_worker)
    address = f"/joint/{him.pk}/reports/midway/contribution/"
    page = client.post(address, {"contribution": "Say marmalade."}).content.decode()
    assert "This says her code word." in page
    client.post(
        address, {"contribution": "Say marmalade.", "lets_go_because": "An old word, no longer used."}
    )
    report = draft_of(him, "midway")
    assert report.iss_contribution == "Say marmalade."
    assert report.iss_lets_go_because == "An old word, no longer used."
