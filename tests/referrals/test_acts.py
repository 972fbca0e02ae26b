"""Each act on his file, from the page that asks to what has changed, and what it says when it cannot be done."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from audit.models import Entry
from referrals.models import Agreement, HisMeasure, Referral
from tests.world import World, fresh

from .kit import day, errors, moment, said

PDF = b"%PDF-1.7 a signed agreement\n%%EOF"


@pytest.fixture
def world(db):
    return World(timezone.now() - timedelta(days=2))


@pytest.fixture
def post(client, world):
    """Post a form to the page ``name`` of a referral, as the facilitator unless said otherwise."""

    def send(name, referral, data=None, *, by=None):
        client.force_login(by or world.facilitator)
        return client.post(reverse(name, args=[referral.pk]), data or {}, follow=True)

    return send


def contact(when, **other):
    return moment("happened_at", when) | {"channel": "phone", "two_way": "yes", **other}


def test_contact_both_ways_moves_the_file_on_and_asks_for_an_assessment(post, world):
    referral = world.acknowledged()
    response = post("log_contact", referral, contact(timezone.now(), note="Will come."))
    assert "Offer him an assessment next" in said(response)
    assert fresh(referral).status == "contacted"
    assert referral.contact_attempts.get().note == "Will come."
    assert response.redirect_chain == [(f"/referrals/{referral.pk}/", 302)]


def test_an_attempt_is_logged_and_the_clock_goes_on(post, world):
    referral = world.acknowledged()
    response = post("log_contact", referral, contact(timezone.now(), two_way="no"))
    assert "the clock goes on" in said(response)
    assert fresh(referral).status == "acknowledged"
    assert referral.deadlines.get(promise="contact_him").is_running


def test_an_assessment_is_offered_and_attended(post, world):
    referral = world.contacted()
    data = day("offered_date", timezone.localdate()) | moment("appointment_at", timezone.now())
    post("offer_assessment", referral, data | {"mode": "in_person", "venue": "Millpond Hall"})
    assert fresh(referral).status == "assessment_booked"
    response = post("assessment_outcome", referral, {"outcome": "attended"})
    assert "Record the decision next" in said(response)
    assert fresh(referral).assessment_attended_date == timezone.localdate()


def test_who_did_not_come_is_offered_another_date(post, world):
    referral = world.booked()
    response = post("assessment_outcome", referral, {"outcome": "did_not_attend"})
    assert "offer him another assessment" in said(response)
    assert fresh(referral).status == "contacted"


def test_nobody_attends_before_the_assessment_has_happened(post, world, client):
    referral = world.contacted()
    later = timezone.now() + timedelta(days=3)
    data = day("offered_date", timezone.localdate()) | moment("appointment_at", later)
    post("offer_assessment", referral, data | {"mode": "video"})
    response = post("assessment_outcome", referral, {"outcome": "attended"})
    assert "has not happened yet" in str(errors(response)["outcome"])
    post("assessment_outcome", referral, {"outcome": "cancelled_by_him"})
    assert fresh(referral).status == "contacted"


def test_closing_says_what_follows_and_tells_the_referrer(post, world, client):
    referral = world.acknowledged()
    client.force_login(world.facilitator)
    page = client.get(reverse("close_file", args=[referral.pk])).content.decode()
    assert "tells the social worker" in page
    post("close_file", referral, {"reason": "moved_away", "note": "To Leeds", "risks": "None new"})
    closed = fresh(referral)
    assert (closed.status, closed.close_reason, closed.close_note) == ("closed", "moved_away", "To Leeds")
    assert closed.referrals_back.get().risks == "None new"
    assert world.social_worker.notices.filter(alert__kind="file_closed").exists()


def test_another_reason_for_closing_needs_words_and_two_misses_cannot_be_chosen(post, world):
    referral = world.acknowledged()
    assert "note" in errors(post("close_file", referral, {"reason": "other"}))
    assert "reason" in errors(post("close_file", referral, {"reason": "two_misses"}))
    assert fresh(referral).status == "acknowledged"


def test_a_hold_has_an_end(post, world):
    referral = world.acknowledged()
    later = timezone.localdate() + timedelta(days=14)
    post("hold_file", referral, {"reason": "In hospital"} | day("review_date", later))
    assert (fresh(referral).status, fresh(referral).hold_review_date) == ("on_hold", later)
    assert referral.deadlines.get(promise="contact_him").paused_at
    assert "go on with the time they had left" in said(post("resume_file", referral))
    assert fresh(referral).status == "acknowledged"
    assert referral.deadlines.get(promise="contact_him").paused_at is None


@pytest.mark.parametrize(("stage", "back_to"), [("closed", "contacted"), ("unsuitable", "assessment_booked")])
def test_a_manager_reopens_a_file_to_where_it_was(post, world, stage, back_to):
    referral = getattr(world, stage)()
    response = post("reopen_file", referral, {"reason": "He came back"}, by=world.manager)
    assert "open again" in said(response)
    assert fresh(referral).status == back_to
    assert referral.referrals_back.get().withdrawn_at


def test_an_imported_file_is_not_reopened_to_nowhere(post, world):
    referral = world.closed()
    Referral.objects.filter(pk=referral.pk).update(came_from="", imported=True)
    response = post("reopen_file", referral, {"reason": "x"}, by=world.manager)
    assert "where the file was before is not known" in said(response)


def test_a_signed_agreement_comes_back_as_an_attachment_to_those_who_may_read_it(post, world, client):
    referral = world.contacted()
    document = SimpleUploadedFile("Signed by him.pdf", PDF, content_type="text/html")
    data = {"agreed": "yes", "form": "written", "document": document} | day(
        "asked_date", timezone.localdate()
    )
    post("record_agreement", referral, data)
    agreement = Agreement.objects.get(referral=referral)
    response = client.get(reverse("document", args=[agreement.pk]))
    assert b"".join(response.streaming_content) == PDF
    assert response["Content-Disposition"] == f'attachment; filename="{referral.reference}-agreement.pdf"'
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Type"] == "application/octet-stream"
    for person, status in (
        (world.other_facilitator, 404),
        (world.social_worker, 200),
        (world.other_social_worker, 404),
        (world.iss_worker, 403),
    ):
        client.force_login(person)
        response = client.get(reverse("document", args=[agreement.pk]))
        assert response.status_code == status
        if response.streaming:
            b"".join(response.streaming_content)  # to the end, which closes the file
    agreement.document.delete(save=False)
    client.force_login(world.facilitator)
    assert client.get(reverse("document", args=[agreement.pk])).status_code == 404


def test_a_verbal_agreement_makes_the_written_one_owed(post, world):
    referral = world.contacted()
    data = {"agreed": "yes", "form": "verbal"} | day("asked_date", timezone.localdate())
    assert "The signed form is due" in said(post("record_agreement", referral, data))
    assert referral.deadlines.get(promise="written_agreement").is_running


def test_a_measure_is_taken_or_there_is_a_reason_why_not(post, world):
    referral = world.on_programme()
    nothing = post("record_measure", referral, {"stage": "initial", "asked": "yes"})
    assert "asked_date" in errors(nothing)
    assert "why_not" in errors(post("record_measure", referral, {"stage": "initial", "asked": "no"}))
    post("record_measure", referral, {"stage": "initial", "asked": "no", "why_not": "declined"})
    assert HisMeasure.objects.get(referral=referral).why_not == "declined"
    asked = {"stage": "initial", "asked": "yes"} | day("asked_date", timezone.localdate())
    post("record_measure", referral, asked)
    declined, taken = HisMeasure.objects.filter(referral=referral).order_by("pk")
    assert (declined.asked_date, declined.why_not) == (None, "declined")
    assert (taken.asked_date, taken.why_not) == (timezone.localdate(), "")
    again = post("record_measure", referral, {"stage": "initial", "asked": "no", "why_not": "declined"})
    assert "It stays" in str(again.context["form"].non_field_errors())
    assert HisMeasure.objects.filter(referral=referral).count() == 2


def test_the_social_worker_acknowledges_a_referral_back_and_records_a_plan(post, world, client):
    referral = world.closed()
    by = world.colleague
    assert "My Time sees that you have it" in said(post("acknowledge_return", referral, by=by))
    again = post("acknowledge_return", referral, by=by)
    assert "already been acknowledged" in said(again)
    assert "plan" in errors(post("record_plan", referral, by=by))
    assert "My Time has been told" in said(post("record_plan", referral, {"plan": "Core group"}, by=by))
    returned = referral.referrals_back.get()
    assert (returned.acknowledged_by, returned.plan, returned.plan_by) == (by, "Core group", by)
    assert not referral.deadlines.running().filter(promise__in=("refer_back", "csc_review")).exists()
    client.force_login(by)
    assert client.get(reverse("record_plan", args=[world.acknowledged().pk])).status_code == 404


@pytest.mark.parametrize(
    ("name", "stage", "persona"),
    [
        ("log_contact", "received", "manager"),
        ("offer_assessment", "acknowledged", "facilitator"),
        ("assessment_outcome", "contacted", "facilitator"),
        ("assessment_outcome", "attended", "facilitator"),
        ("decide", "contacted", "facilitator"),
        ("decide", "booked", "facilitator"),
        ("record_agreement", "closed", "facilitator"),
        ("record_measure", "contacted", "facilitator"),
        ("hold_file", "contacted", "facilitator"),
        ("resume_file", "contacted", "facilitator"),
        ("close_file", "pending", "facilitator"),
        ("close_file", "closed", "facilitator"),
        ("reopen_file", "contacted", "manager"),
        ("acknowledge", "contacted", "manager"),
        ("merge_of", "contacted", "manager"),
    ],
)
def test_what_does_not_fit_the_file_is_refused_with_a_reason(client, world, name, stage, persona):
    referral = getattr(world, stage)()
    client.force_login(getattr(world, persona))
    for method in (client.get, client.post):
        response = method(reverse(name, args=[referral.pk]), follow=True)
        assert response.redirect_chain == [(f"/referrals/{referral.pk}/", 302)]
        assert len(said(response)) > 20
        assert fresh(referral).status == referral.status


def test_a_form_sent_twice_is_done_once(client, world):
    referral = world.acknowledged()
    client.force_login(world.facilitator)
    address = reverse("log_contact", args=[referral.pk])
    data = contact(timezone.now(), form_key=str(client.get(address).context["form"].form_key))
    first, second = client.post(address, data), client.post(address, data)
    assert first["Location"] == second["Location"]
    assert referral.contact_attempts.count() == 1


def test_opening_the_page_of_an_act_is_on_the_trail(client, world):
    referral = world.acknowledged()
    client.force_login(world.facilitator)
    client.get(reverse("log_contact", args=[referral.pk]))
    assert Entry.objects.get(act="seen", about_id=referral.pk).details == {"page": "log_contact"}


def test_an_act_and_its_trail_stand_or_fall_together(post, world):
    referral = world.acknowledged()
    post("log_contact", referral, contact(timezone.now()))
    assert Entry.objects.filter(act="contact.logged", about_id=referral.pk).count() == 1
