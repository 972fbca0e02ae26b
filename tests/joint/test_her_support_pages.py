"""The pages of support, of registers and of what she is told, as her worker uses them."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from iss import actions
from iss.models import Occasion, SupportGroup
from joint.actions import flag_counter_allegation, flag_distress
from tests.world import DAY, HOUR, WEEK, World, fresh


@pytest.fixture
def world(db):
    return World(timezone.now() - timedelta(minutes=5)).every_stage()


@pytest.fixture
def file(world):
    file = world.linked_file
    actions.allocate(file, worker=world.iss_worker, by=world.iss_manager, at=world.now)
    file.refresh_from_db()
    return file


@pytest.fixture
def worker(client, world):
    client.force_login(world.iss_worker)
    return client


def day(name, at):
    at = timezone.localtime(at)
    return {f"{name}_0": at.day, f"{name}_1": at.month, f"{name}_2": at.year}


def moment(name, at):
    return day(name, at) | {f"{name}_3": f"{timezone.localtime(at):%H:%M}"}


def entry(world, **more):
    return {"kind": "telephone", "for_whom": "her", "was_meeting": "no", **day("date", world.now), **more}


def post(client, page, /, *args, **data):
    return client.post(reverse(page, args=args), data, follow=True).content.decode()


def test_an_entry_is_one_press_and_one_short_form(worker, world, file):
    page = worker.get(reverse("her_file", args=[file.pk])).content.decode()
    address = f"{reverse('her_support', args=[file.pk])}?kind=telephone"
    assert address in page
    form = worker.get(address).context["form"]
    assert (form.initial["kind"], form.initial["date"]) == ("telephone", timezone.localdate())
    assert "Logged: telephone" in post(worker, "her_support", file.pk, **entry(world, minutes="20"))
    assert file.support.get().minutes == 20


def test_a_meeting_asks_which_and_whether_she_was_there(worker, world, file):
    text = post(worker, "her_support", file.pk, **entry(world, was_meeting="yes"))
    assert "Select which meeting it was" in text
    assert "Select whether she was there" in text
    asked = entry(world, was_meeting="yes", meeting="core_group", part="with_her", help_with=["housing"])
    post(worker, "her_support", file.pk, **asked)
    assert (file.support.get().meeting, file.support.get().help_with) == ("core_group", ["housing"])


def test_what_was_wrong_is_put_right_and_shown_with_what_it_said(worker, world, file):
    post(worker, "her_support", file.pk, **entry(world, minutes="20"))
    pk = file.support.get().pk
    post(worker, "her_correct_support", file.pk, pk, **entry(world, minutes="45", because="A slip"))
    text = worker.get(reverse("her_all_support", args=[file.pk])).content.decode()
    assert "45 minutes" in text
    assert "A slip. Before: telephone" in text
    post(worker, "her_take_back_support", file.pk, pk, because="The wrong file")
    assert "Taken back" in worker.get(reverse("her_all_support", args=[file.pk])).content.decode()


def test_a_register_ticks_several_women_at_once(worker, world, file):
    second = world.her_contacted(world.released_file, at=world.now - 6 * WEEK + HOUR)
    post(worker, "add_support_group", name="Tuesday group", kind="group_work", minutes="90")
    group = SupportGroup.objects.get()
    taken = {"minutes": "90", "files": [file.pk, second.pk], "others": "2", **day("held_date", world.now)}
    assert "The register is kept" in post(worker, "support_register", group.pk, **taken)
    assert file.support.count() == second.support.count() == 1
    assert Occasion.objects.get().others == 2
    empty = {"minutes": "90", **day("held_date", world.now - DAY)}
    assert "Select who came" in post(worker, "support_register", group.pk, **empty)


def test_her_page_shows_each_session_as_it_happens_and_nothing_while_sharing_is_stopped(worker, world, file):
    def shown():
        return worker.get(reverse("her_file", args=[file.pk])).content.decode()

    assert "Absent with notice" in shown()
    world.register(world.due_session, {world.programme_file: "absent_no_contact"})
    flag_distress(world.attendance, by=world.facilitator, at=world.now)
    text = shown()
    assert "Absent without contact" in text
    assert "Left in distress" in text
    assert "To come" in text
    flag_counter_allegation(fresh(world.programme_file), by=world.manager, at=world.now)
    text = shown()
    assert "Sharing is stopped" in text
    assert "Absent without contact" not in text
    assert "Left in distress" not in text


def test_an_update_is_drafted_changed_released_and_told(worker, world, file):
    world.register(world.due_session, {world.programme_file: "attended"})
    assert (
        "Ask her first"
        in worker.get(reverse("her_update_draft", args=[file.pk]), follow=True).content.decode()
    )
    post(worker, "her_update_wish", file.pk, wanted="yes", **day("asked_date", world.now))
    page = worker.get(reverse("her_update_draft", args=[file.pk]))
    assert "he did not come, and said so beforehand" in page.content.decode()
    address = page.context["address"]
    text = worker.post(address, {"text": "He came.", "checked": "on"}, follow=True).content.decode()
    assert "Not told yet" in text
    update = file.progress_updates.get()
    assert update.text == "He came."
    assert "said so beforehand" in update.drafted
    told = {"channel": "in_person", "safe_now": "on", **moment("happened_at", timezone.now())}
    text = post(worker, "progress_update", file.pk, update.pk, **told)
    assert "Recorded that she was told" in text


def test_what_is_recorded_after_the_draft_was_read_waits_for_the_next(worker, world, file):
    actions.record_wish(file, wanted=True, asked_date=world.now.date(), by=world.iss_worker, at=world.now)
    page = worker.get(reverse("her_update_draft", args=[file.pk]))
    until = page.context["address"]
    worker.post(until, {"text": "He came.", "checked": "on"})
    update = file.progress_updates.get()
    assert update.until_at.isoformat().replace("+", "%2B") in until


def test_nobody_but_her_worker_is_offered_the_draft(client, world, file):
    actions.record_wish(file, wanted=True, asked_date=world.now.date(), by=world.iss_worker, at=world.now)
    client.force_login(world.iss_manager)
    text = client.get(reverse("her_update_draft", args=[file.pk]), follow=True).content.decode()
    assert "Only Iss Worker, or whoever stands in" in text


def test_her_support_is_looked_at_on_one_page(worker, world, file):
    at = world.now - 3 * WEEK
    actions.open_support(file, by=world.iss_worker, at=at)
    answers = {"with_her": "yes", "changed": "She is safer.", "outcome": "goes_on"}
    text = post(worker, "her_support_review", file.pk, **answers, **day("held_date", world.now - HOUR))
    assert "Her support goes on" in text
    assert "She is safer." in text
