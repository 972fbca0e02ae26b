"""Sessions: listed, ended, over after a while; and what was typed when one was over comes back."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import Cover, KeptForm, SignedIn
from audit.models import Entry
from monitoring.people import change_person
from monitoring.signing_in.kept import forget_what_was_typed
from monitoring.signing_in.leaving import close_account
from monitoring.signing_in.sessions import browser_in_words, forget_old_sessions
from tests.world import PASSWORD, World

pytestmark = pytest.mark.django_db

FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:131.0) Gecko/20100101 Firefox/131.0"
MINUTE = timedelta(minutes=1)


@pytest.fixture
def world():
    return World(timezone.now())


def sign_in(person, **more):
    client = Client(**more)
    client.post(reverse("account_login"), {"login": person.email, "password": PASSWORD})
    assert is_in(client)
    return client


def is_in(client):
    return client.get(reverse("my_account")).status_code == 200


def let_pass(time):
    """Time goes by for every session."""
    for one in SignedIn.objects.all():
        SignedIn.objects.filter(pk=one.pk).update(seen_at=one.seen_at - time, began_at=one.began_at - time)


def test_somebody_sees_where_they_are_signed_in_and_ends_it_there(world):
    here, there = sign_in(world.spoc), sign_in(world.spoc, HTTP_USER_AGENT=FIREFOX)
    page = here.get(reverse("my_sessions"))
    assert b"Firefox on Windows" in page.content
    assert there.session.session_key not in page.content.decode()
    other = SignedIn.objects.get(person=world.spoc, browser="Firefox on Windows")
    here.post(reverse("end_my_session", args=[other.pk]))
    assert (is_in(here), is_in(there)) == (True, False)
    entry = Entry.objects.get(act="session.ended")
    assert (entry.actor_id, entry.details["why"]) == (world.spoc.pk, "by_person")


def test_all_the_others_end_at_once(world):
    here, others = sign_in(world.spoc), [sign_in(world.spoc) for _ in range(3)]
    here.post(reverse("end_my_other_sessions"))
    assert is_in(here)
    assert not any(is_in(other) for other in others)


def test_nobody_ends_the_session_of_another_but_an_administrator(world):
    his, mine = sign_in(world.spoc), sign_in(world.facilitator)
    session = SignedIn.objects.get(person=world.spoc)
    assert mine.post(reverse("end_my_session", args=[session.pk])).status_code == 404
    assert mine.post(reverse("end_sessions_of", args=[world.spoc.pk])).status_code == 403
    assert is_in(his)
    sign_in(world.administrator).post(reverse("end_sessions_of", args=[world.spoc.pk]))
    assert not is_in(his)


def test_a_session_is_over_after_a_while_and_says_so(world, settings):
    client = sign_in(world.spoc)
    let_pass(settings.IDLE_ENDS_AFTER - MINUTE)
    assert is_in(client)
    let_pass(settings.IDLE_ENDS_AFTER)
    page = client.get(reverse("my_account"), follow=True)
    assert b"signed out because nothing was done for a while" in page.content
    assert not is_in(client)
    assert SignedIn.objects.get(person=world.spoc).why_ended == "idle"


def test_a_session_is_over_after_a_working_day_however_much_it_is_used(world, settings):
    client = sign_in(world.spoc)
    SignedIn.objects.update(began_at=timezone.now() - settings.SESSION_ENDS_AFTER)
    assert not is_in(client)
    assert SignedIn.objects.get(person=world.spoc).why_ended == "too_long"


def test_asking_how_long_it_lasts_makes_it_no_longer_and_saying_that_one_works_does(world, settings):
    client = sign_in(world.spoc)
    let_pass(10 * MINUTE)
    whole = settings.IDLE_ENDS_AFTER.total_seconds()
    for _ in range(2):
        left = client.get(reverse("session_state")).json()["left"]
        assert whole - 620 < left < whole - 590
    assert client.post(reverse("session_state")).json()["left"] > whole - 10


def test_a_cookie_that_was_kept_lets_nobody_in_again_after_signing_out(world):
    client = sign_in(world.spoc)
    cookie = client.cookies["sessionid"].value
    client.post(reverse("account_logout"))
    thief = Client()
    thief.cookies["sessionid"] = cookie
    assert not is_in(thief)


def test_a_session_that_was_ended_in_the_list_lets_nobody_in_with_its_cookie(world):
    client = sign_in(world.spoc)
    SignedIn.objects.update(ended_at=timezone.now(), why_ended="by_person")
    assert client.get(reverse("referrals")).status_code == 302
    assert client.post(reverse("covers"), {}).status_code == 302


def test_the_number_of_a_session_changes_with_signing_in(world):
    client = Client()
    client.get(reverse("account_login"))
    client.session["planted"] = 1
    before = client.cookies.get("sessionid")
    client.post(reverse("account_login"), {"login": world.spoc.email, "password": PASSWORD})
    assert before is None or before.value != client.cookies["sessionid"].value


def test_whoever_is_closed_is_out_at_the_next_request_and_may_be_opened_again(world):
    client = sign_in(world.facilitator)
    assert close_account(world.facilitator, by=world.administrator, at=world.now)
    assert not is_in(client)
    assert not close_account(world.facilitator, by=world.administrator, at=world.now)
    assert SignedIn.objects.get(person=world.facilitator).why_ended == "disabled"


def test_a_password_that_is_changed_ends_every_other_session(world):
    here, there = sign_in(world.spoc), sign_in(world.spoc)
    new = "three-new-words-here"
    here.post(
        reverse("account_change_password"),
        {"oldpassword": PASSWORD, "password1": new, "password2": new},
    )
    assert (is_in(here), is_in(there)) == (True, False)
    assert Entry.objects.filter(act="password.changed", about_id=world.spoc.pk).count() == 1


def test_a_role_that_is_taken_away_holds_from_the_next_request(world):
    client = sign_in(world.spoc)
    assert client.get(reverse("desk")).status_code == 200
    change_person(
        world.spoc,
        email=world.spoc.email,
        is_active=True,
        name="Spoc",
        phone="",
        role="manager",
        organisation=world.spoc.organisation,
        by=world.administrator,
        at=world.now,
    )
    type(world.spoc).objects.filter(pk=world.spoc.pk).update(role="opcc")
    assert client.get(reverse("desk")).status_code == 403


# What was typed


def cover_of(world):
    day = timezone.localdate() + timedelta(days=3)
    fields = {"away": world.facilitator.pk, "covered_by": world.second_facilitator.pk}
    for name in ("from_date", "to_date"):
        fields |= {f"{name}_0": day.day, f"{name}_1": day.month, f"{name}_2": day.year}
    return fields


def send_too_late(world, settings):
    client = sign_in(world.facilitator)
    let_pass(settings.IDLE_ENDS_AFTER)
    return client, client.post(reverse("covers"), cover_of(world))


def sign_in_again(client, person, response):
    return client.post(response["Location"], {"login": person.email, "password": PASSWORD}, follow=True)


def test_a_form_that_is_sent_too_late_is_kept_and_sent_after_signing_in_again(world, settings):
    client, response = send_too_late(world, settings)
    assert response["Location"].startswith(reverse("account_login"))
    assert not Cover.objects.exists()
    page = sign_in_again(client, world.facilitator, response)
    assert b"What you typed is kept" in page.content
    kept = KeptForm.objects.get()
    fields = dict(kept.typed) | {"kept_form": str(kept.key)}
    assert client.post(kept.path, fields).status_code == 302
    assert Cover.objects.filter(away=world.facilitator).count() == 1
    assert not KeptForm.objects.exists()


def test_it_is_sealed_and_nobody_elses(world, settings, django_assert_max_num_queries):
    from django.db import connection

    client, response = send_too_late(world, settings)
    with connection.cursor() as cursor:
        cursor.execute("select typed from accounts_keptform")
        (sealed,) = cursor.fetchone()
    assert sealed.startswith("s1.")
    page = sign_in_again(client, world.second_facilitator, response)
    assert page.status_code == 404
    assert sign_in(world.administrator).get(KeptForm.objects.get().path).status_code == 200
    address = reverse("typed", args=[KeptForm.objects.get().key])
    assert sign_in(world.administrator).get(address).status_code == 404


def test_a_browser_at_which_nobody_was_signed_in_leaves_nothing(world):
    response = Client().post(reverse("covers"), cover_of(world))
    assert response["Location"].startswith(reverse("account_login"))
    assert not KeptForm.objects.exists()


def test_a_page_that_was_open_while_its_author_signed_in_again_is_kept_too(world):
    client = Client(enforce_csrf_checks=True)
    client.force_login(world.facilitator)
    client.get(reverse("covers"))
    stale = {**cover_of(world), "csrfmiddlewaretoken": "x" * 64}
    response = client.post(reverse("covers"), stale)
    assert response["Location"] == reverse("typed", args=[KeptForm.objects.get().key])


def test_what_another_site_sends_is_not_kept(world):
    client = Client(enforce_csrf_checks=True)
    client.force_login(world.facilitator)
    client.get(reverse("covers"))
    response = client.post(
        reverse("covers"), cover_of(world), headers={"Origin": "https://elsewhere.example"}
    )
    assert response.status_code == 403
    assert not KeptForm.objects.exists()


def test_no_password_and_no_code_is_ever_kept(world, settings):
    client = sign_in(world.facilitator)
    let_pass(settings.IDLE_ENDS_AFTER)
    fields = {"oldpassword": "one-secret", "password1": "two-secret", "password2": "two-secret", "code": "1"}
    client.post(reverse("account_change_password"), fields)
    assert not KeptForm.objects.exists()


def test_what_nobody_comes_back_for_is_gone_within_the_day(world, settings):
    send_too_late(world, settings)
    forget_what_was_typed(at=timezone.now())
    assert KeptForm.objects.exists()
    forget_what_was_typed(at=timezone.now() + settings.SESSION_ENDS_AFTER + MINUTE)
    assert not KeptForm.objects.exists()


def test_where_somebody_was_signed_in_is_forgotten(world, settings):
    sign_in(world.spoc)
    forget_old_sessions(at=timezone.now())
    assert SignedIn.objects.exists()
    forget_old_sessions(at=timezone.now() + settings.SESSIONS_KEPT_FOR + MINUTE)
    assert not SignedIn.objects.exists()


@pytest.mark.parametrize(
    ("agent", "words"),
    [
        (FIREFOX, "Firefox on Windows"),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0) AppleWebKit Version/17.0 Safari/604.1",
            "Safari on an iPhone",
        ),
        ("Mozilla/5.0 (X11; Linux x86_64) Chrome/130.0 Safari/537.36 Edg/130.0", "Edge on Linux"),
        ("", "A browser"),
        ("<script>", "A browser"),
    ],
)
def test_browsers_are_said_in_words(agent, words):
    assert browser_in_words(agent) == words
