"""Breaking the glass: one file, some minutes, a reason, told at once and reviewed; never through the wall."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.core import mail
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

import iss.models
import referrals.models
from accounts.models import User
from accounts.refusal import Refused
from alerts.delivery import deliver_batch
from alerts.models import Notice
from audit.models import Entry
from iss.models import PartnerFile
from monitoring.actions import sweep
from monitoring.glass.actions import break_glass, close_glass, review
from monitoring.models import GlassDeadline
from referrals.models import Conflict, Referral
from tests.access.marked import marked_world
from tests.world import HER, World

MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)
ASKED = {"reference": "", "because": "danger", "reason": "His mother rang: he has left with the children."}


@pytest.fixture
def now():
    return timezone.now()


@pytest.fixture
def world(db, now):
    return World(now)


@pytest.fixture
def his(world, now):
    """In Birmingham; the other facilitator works in Coventry."""
    return world.contacted(at=now - DAY)


@pytest.fixture
def hers(world, now):
    return world.her_file(world.pending(at=now - DAY))


def anew(person):
    """As the next request knows the person."""
    return User.objects.get(pk=person.pk)


def sees(person, file):
    return type(file).objects.visible_to(anew(person)).filter(pk=file.pk).exists()


def open_it(file, person, at, **more):
    return break_glass(
        file, **{"because": "danger", "reason": "It cannot wait."} | more, by=anew(person), at=at
    )


HIS_OPENERS = ("other_facilitator", "other_social_worker", "spoc")
HER_OPENERS = ("other_iss_worker", "other_iss_manager")


@pytest.mark.parametrize("who", HIS_OPENERS)
def test_his_file_stands_open_to_one_person_for_a_quarter_of_an_hour(world, his, now, who):
    person = getattr(world, who)
    assert not sees(person, his)
    glass = open_it(his, person, now)
    assert glass.until == now + timedelta(minutes=15)
    assert sees(person, his)
    assert [each for each in HIS_OPENERS if each != who and sees(getattr(world, each), his)] == []
    open_it_was_over(glass, now)
    assert not sees(person, his)


def open_it_was_over(glass, now):
    """Its minutes are over: nothing has to close it."""
    moved = {"opened_at": now - 16 * MINUTE, "until": now - MINUTE}
    assert type(glass).objects.filter(pk=glass.pk).update(**moved)


@pytest.mark.parametrize("who", HER_OPENERS)
def test_her_file_stands_open_to_a_worker_of_another_service(world, hers, now, who):
    person = getattr(world, who)
    assert not sees(person, hers)
    glass = open_it(hers, person, now)
    assert sees(person, hers)
    open_it_was_over(glass, now)
    assert not sees(person, hers)


def test_it_is_one_file_and_no_other(world, his, now):
    other = world.contacted(at=now - DAY)
    open_it(his, world.other_facilitator, now)
    assert list(Referral.objects.visible_to(anew(world.other_facilitator))) == [his]
    assert not sees(world.other_facilitator, other)


def test_no_glass_leads_through_the_wall(client, world, his, hers, now):
    """Whatever reference is tried, each side finds its own files alone, and is told the same of all others."""
    said = set()
    for who, file in (
        *((who, hers) for who in HIS_OPENERS),
        *((who, his) for who in HER_OPENERS),
        ("other_facilitator", None),
    ):
        client.force_login(getattr(world, who))
        reference = file.reference if file else "MT-ZZZZ-9999"
        page = client.post(reverse("break_glass"), ASKED | {"reference": reference})
        said.add(str(page.context["form"].non_field_errors()))
        assert not sees(getattr(world, who), hers)
    assert len(said) == 1
    assert iss.models.Glass.objects.count() == referrals.models.Glass.objects.count() == 0
    assert Entry.objects.filter(act="glass.not_found").count() == 6


@pytest.mark.parametrize("who", ["opcc", "administrator", "dpo", "manager"])
def test_those_who_open_no_case_break_no_glass(client, world, his, who):
    client.force_login(getattr(world, who))
    assert client.get(reverse("break_glass")).status_code == 403
    assert client.post(reverse("break_glass"), ASKED | {"reference": his.reference}).status_code == 403


def test_what_is_held_of_her_is_opened_by_nobody(client, world, now):
    held = world.her_file(world.received())
    client.force_login(world.other_iss_worker)
    client.post(reverse("break_glass"), ASKED | {"reference": held.reference})
    assert not iss.models.Glass.objects.exists()
    with pytest.raises(Refused):
        open_it(world.contacted(), world.facilitator, now)  # nor what one may open anyway


def test_the_spoc_who_opens_a_file_again_does_not_see_how_she_is_reached(client, world, his, now):
    client.force_login(world.spoc)
    page = reverse("details_held", args=[his.pk])
    assert client.get(page).status_code == 404
    open_it(his, world.spoc, now)
    assert client.get(his.get_absolute_url()).status_code == 200
    assert client.get(page).status_code == 404


@pytest.mark.parametrize(("who", "which"), [("other_facilitator", "his"), ("other_iss_worker", "hers")])
def test_what_stands_open_is_known_with_the_session_from_its_first_moment_to_its_last(
    client, world, his, hers, now, who, which
):
    file, person = {"his": his, "hers": hers}[which], getattr(world, who)
    client.force_login(person)

    def answer():
        with CaptureQueriesContext(connection) as asked:
            status = client.get(file.get_absolute_url()).status_code
        assert not [
            query["sql"]
            for query in asked
            if query["sql"].startswith('SELECT "referrals_glass"."referral_id"')
        ]
        assert not [
            query["sql"] for query in asked if query["sql"].startswith('SELECT "iss_glass"."file_id"')
        ]
        return status

    assert answer() == 404
    glass = open_it(file, person, now)
    assert answer() == 200
    other = {"his": world.other_social_worker, "hers": world.other_iss_manager}[which]
    client.force_login(other)
    assert answer() == 404
    client.force_login(person)
    open_it_was_over(glass, now)
    assert answer() == 404


def test_his_file_is_read_and_not_written(client, world, his, now):
    open_it(his, world.other_facilitator, now)
    client.force_login(world.other_facilitator)
    form = reverse("log_contact", args=[his.pk])
    assert client.get(form).status_code == 200
    assert client.post(form, {"channel": "phone"}).status_code == 404


def test_her_number_comes_by_the_page_that_asks_whether_it_is_safe_and_no_other(client, world, hers, now):
    open_it(hers, world.other_iss_worker, now)
    client.force_login(world.other_iss_worker)
    phone = HER["safe_contact"]["phone"]
    assert phone not in client.get(hers.get_absolute_url()).content.decode()
    assert client.get(reverse("her_safe_contact", args=[hers.pk])).status_code == 404
    shown = client.post(
        reverse("her_reach", args=[hers.pk]), {"channel": "call", "safe_now": "on"}, follow=True
    )
    assert shown.status_code == 200
    if phone in shown.content.decode():
        entry = Entry.objects.get(act="her_contact.details_shown")
        assert entry.actor_id == world.other_iss_worker.pk
    assert client.post(reverse("her_safe_contact", args=[hers.pk]), {}).status_code == 404


def test_those_who_keep_the_file_and_the_officer_are_told_at_once_by_a_mail_that_says_nothing(
    world, his, now
):
    glass = open_it(his, world.other_facilitator, now)
    told = {notice.person_id for notice in Notice.objects.filter(alert__kind="glass_broken")}
    assert told == {world.manager.pk, world.dpo.pk}
    while deliver_batch(at=now + MINUTE, now=lambda: now + MINUTE):
        pass
    mails = [mail for mail in mail.outbox if glass.reference in mail.subject + mail.body]
    assert {to for each in mails for to in each.to} == {world.manager.email, world.dpo.email}
    for each in mails:
        for word in ("It cannot wait.", his.man.last_name, his.reference, world.other_facilitator.name):
            assert word not in each.subject + each.body


def test_of_her_file_the_managers_of_her_service_and_the_officer_alone_are_told(world, hers, now):
    open_it(hers, world.other_iss_worker, now)
    told = {notice.person_id for notice in Notice.objects.filter(alert__kind="glass_broken")}
    assert told == {world.iss_manager.pk, world.dpo.pk}


def test_the_banner_stands_on_every_page_and_closes_the_file(client, world, his, now):
    glass = open_it(his, world.other_facilitator, now)
    client.force_login(world.other_facilitator)
    assert his.reference in client.get(reverse("inbox")).content.decode()
    assert client.post(reverse("close_glass", args=[glass.reference])).status_code == 302
    assert not sees(world.other_facilitator, his)
    assert his.reference not in client.get(reverse("inbox")).content.decode()
    assert close_glass(glass, by=world.other_facilitator, at=now + MINUTE) is False


def test_a_review_is_somebody_elses_once_and_keeps_the_promise(world, his, now):
    glass = open_it(his, world.other_facilitator, now)
    deadline = GlassDeadline.objects.get(his=glass)
    for own in (world.other_facilitator, world.facilitator):
        with pytest.raises(Refused):
            review(glass, outcome="justified", found="Mine.", by=own, at=now)
    review(glass, outcome="not_justified", found="He could have been rung.", by=world.dpo, at=now + DAY)
    with pytest.raises(Refused):
        review(glass, outcome="justified", found="Or not.", by=world.manager, at=now + DAY)
    deadline.refresh_from_db()
    assert deadline.kept_at == now + DAY
    assert Notice.objects.get(alert__kind="glass_reviewed").person_id == world.other_facilitator.pk
    with pytest.raises(IntegrityError), transaction.atomic():
        type(glass).objects.filter(pk=glass.pk).update(reviewed_by=glass.user)


def test_a_review_that_nobody_makes_is_missed_and_told(world, his, hers, now):
    open_it(his, world.other_facilitator, now)
    open_it(hers, world.other_iss_worker, now)
    sweep(at=now + 10 * DAY)
    missed = Notice.objects.filter(alert__kind="promise_missed", alert__about_model__endswith=".glass")
    assert {notice.person_id for notice in missed} == {world.manager.pk, world.iss_manager.pk, world.dpo.pk}


def test_five_within_a_day_and_tries_count(client, world, now):
    client.force_login(world.other_facilitator)
    for _ in range(3):
        client.post(reverse("break_glass"), ASKED | {"reference": "MT-ZZZZ-9999"})
    for _ in range(settings.GLASS_A_DAY - 3):
        open_it(world.contacted(at=now - DAY), world.other_facilitator, now)
    with pytest.raises(Refused, match="within a day"):
        open_it(world.contacted(at=now - DAY), world.other_facilitator, now)
    page = client.post(reverse("break_glass"), ASKED | {"reference": "MT-ZZZZ-9999"})
    assert "within a day" in page.content.decode()


def test_a_recorded_conflict_keeps_it_shut(world, his, now):
    Conflict.objects.create(man=his.man, worker=world.other_facilitator, at=now)
    with pytest.raises(Refused, match="conflict"):
        open_it(his, world.other_facilitator, now)


def test_who_loses_the_role_loses_what_stands_open(world, his, now):
    open_it(his, world.other_facilitator, now)
    User.objects.filter(pk=world.other_facilitator.pk).update(role="opcc")
    assert not sees(world.other_facilitator, his)


def test_the_trail_of_the_file_says_who_opened_it_and_holds_no_word_of_the_reason(world, his, now):
    glass = open_it(his, world.other_facilitator, now, reason="Rebecca rang from the bridge.")
    entry = Entry.objects.get(act="glass.broken")
    assert (entry.reference, entry.actor_id) == (his.reference, world.other_facilitator.pk)
    assert entry.details == {"glass": glass.reference, "because": "danger"}


def test_the_pages_cost_the_same_however_many_were_opened(client, world, now):
    def cost(person, address):
        client.force_login(person)
        client.get(address)
        with CaptureQueriesContext(connection) as captured:
            assert client.get(address).status_code == 200
        return len(captured)

    person = world.other_facilitator
    open_it(world.contacted(at=now - DAY), person, now)
    few = cost(world.dpo, reverse("glasses")), cost(person, reverse("inbox"))
    for _ in range(4):
        open_it(world.contacted(at=now - DAY), person, now)
    assert (cost(world.dpo, reverse("glasses")), cost(person, reverse("inbox"))) == few


def test_nothing_of_hers_that_his_side_may_not_know_is_seen_through_a_glass(client, now, db):
    """Marked words stand in all that is hers: none of them is on any page of his file that an open glass shows."""
    world = marked_world()
    him, hers = world.marked, set(world.hers)
    pages = [him.get_absolute_url(), reverse("referrals"), reverse("messages", args=[him.pk])]
    for who in ("other_facilitator", "other_social_worker", "spoc"):
        if not sees(getattr(world, who), him):
            open_it(him, getattr(world, who), timezone.now())
        client.force_login(getattr(world, who))
        for page in pages:
            text = client.get(page).content.decode()
            assert [word for word in hers if word in text] == [], (who, page)
    assert PartnerFile.objects.visible_to(anew(world.spoc)).count() == 0
