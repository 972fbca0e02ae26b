"""When a social worker leaves: the team sees the referrals, a colleague takes one over, all go to somebody at once."""

import re
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from accounts.models import Organisation, Team, User
from accounts.refusal import Refused
from accounts.roles import Role
from alerts.models import Notice
from audit.models import Entry
from intake.actions import save_page, start_draft
from monitoring.people import change_person
from referrals.actions import give_all, take_over
from referrals.following import followed_by, had_from, may_follow_for
from referrals.models import Deadline, Handover, Referral
from tests.world import World, fresh


@pytest.fixture
def world(db):
    return World(timezone.now() - timezone.timedelta(minutes=5))


def told(person, kind):
    return Notice.objects.filter(alert__kind=kind, person=person).count()


def text(response):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def of_dudley():
    dudley = Organisation.objects.get(name="Dudley Children's Services")
    team = Team.objects.create(organisation=dudley, name="East")
    return User.objects.create_user(
        "dudley@test.example", name="Dudley Worker", role=Role.SOCIAL_WORKER, organisation=dudley, team=team
    )


def disable(person, *, by, at):
    return change_person(
        person,
        email=person.email,
        name=person.name,
        phone=person.phone,
        role=person.role,
        organisation=person.organisation,
        team=person.team,
        is_active=False,
        by=by,
        at=at,
    )


# A colleague


def test_a_colleague_of_the_team_takes_a_referral_over_and_the_other_is_told(client, world):
    referral = world.unsuitable()
    client.force_login(world.colleague)
    page = client.get(reverse("file", args=[referral.pk])).content.decode()
    assert reverse("take_over", args=[referral.pk]) in page
    client.post(reverse("take_over", args=[referral.pk]), {})
    assert fresh(referral).referrer == world.colleague
    assert told(world.social_worker, "referrer_changed") == 1
    assert Handover.objects.get().was == world.social_worker
    assert Entry.objects.filter(act="referral.handed_over", about_id=referral.pk).exists()
    assert "from Social Worker to Colleague" in text(client.get(reverse("file", args=[referral.pk])))


def test_what_is_asked_goes_with_the_referral(client, world):
    referral = world.unsuitable()
    take_over(referral, by=world.colleague, at=world.now)
    from referrals.audiences import referrer

    assert [recipient.person for recipient in referrer(fresh(referral), world.now)] == [world.colleague]


def test_nobody_of_another_team_takes_over_and_nobody_twice(world):
    referral = world.acknowledged()
    with pytest.raises(Refused, match="no longer follows"):
        take_over(referral, by=world.other_social_worker, at=world.now)
    with pytest.raises(Refused, match="already"):
        take_over(referral, by=world.social_worker, at=world.now)
    stale = fresh(referral)
    take_over(referral, by=world.colleague, at=world.now)
    third = User.objects.create_user(
        "third@test.example",
        name="Third",
        role=Role.SOCIAL_WORKER,
        organisation=world.colleague.organisation,
        team=world.colleague.team,
    )
    with pytest.raises(Refused, match="Colleague has just taken"):
        take_over(stale, by=third, at=world.now)
    assert Handover.objects.count() == 1


# A manager, for all


def test_all_that_is_not_over_goes_to_one_person_who_is_told_once(client, world):
    open_ones = [world.received(), world.acknowledged(), world.suitable()]
    owed, over = world.closed(), world.closed()
    Deadline.objects.running().filter(referral=over).update(stopped_at=world.now)
    client.force_login(world.manager)
    choose = client.get(reverse("reassign_from", args=[world.social_worker.pk]))
    assert "4 referrals not over" in text(choose)
    chosen = client.get(
        reverse("reassign_from", args=[world.social_worker.pk]), {"to": world.other_social_worker.pk}
    )
    address = reverse("reassign_to", args=[world.social_worker.pk, world.other_social_worker.pk])
    assert chosen["Location"] == address
    preview = text(client.get(address))
    assert "Give 4 referrals to Other Social Worker" in preview
    assert "the team North no longer does" in preview
    assert Handover.objects.count() == 0
    client.post(address, {})
    for referral in (*open_ones, owed):
        assert (fresh(referral).referrer, fresh(referral).team.name) == (world.other_social_worker, "South")
    assert fresh(over).referrer == world.social_worker
    assert told(world.other_social_worker, "referrals_given") == 1
    assert told(world.social_worker, "referrer_changed") == 1
    notice = Notice.objects.get(alert__kind="referrals_given")
    assert (notice.reference, notice.path) == ("4 referrals", "/referrals/?whose=me")


def test_the_one_who_was_given_them_finds_them_and_the_old_team_does_not(client, world):
    referral = world.acknowledged()
    give_all(world.social_worker, to=world.other_social_worker, by=world.manager, at=world.now)
    seen = {
        person.name: Referral.objects.visible_to(person).filter(pk=referral.pk).exists()
        for person in (world.social_worker, world.colleague, world.other_social_worker)
    }
    assert seen == {"Social Worker": False, "Colleague": False, "Other Social Worker": True}


def test_given_by_mistake_they_are_given_back_and_nothing_else_with_them(world):
    theirs, hers = world.acknowledged(), world.acknowledged()
    Referral.objects.filter(pk=hers.pk).update(referrer=world.colleague)
    give_all(world.social_worker, to=world.colleague, by=world.manager, at=world.now)
    assert had_from(world.colleague) == [(world.social_worker, 1)]
    later = world.now + timezone.timedelta(minutes=1)
    given = give_all(
        world.colleague, to=world.social_worker, came_from=world.social_worker, by=world.manager, at=later
    )
    assert given == 1
    assert (fresh(theirs).referrer, fresh(hers).referrer) == (world.social_worker, world.colleague)


def test_no_referral_goes_to_another_authority_or_to_somebody_who_has_left(client, world):
    world.acknowledged()
    dudley = of_dudley()
    assert dudley not in may_follow_for(world.social_worker)
    for person in (dudley, world.facilitator, world.social_worker):
        with pytest.raises(Refused, match="not a social worker of the same"):
            give_all(world.social_worker, to=person, by=world.manager, at=world.now)
    User.objects.filter(pk=world.colleague.pk).update(is_active=False)
    with pytest.raises(Refused, match="not a social worker of the same"):
        give_all(world.social_worker, to=world.colleague, by=world.manager, at=world.now)
    client.force_login(world.manager)
    assert client.get(reverse("reassign_to", args=[world.social_worker.pk, dudley.pk])).status_code == 404


def test_what_was_referred_for_the_old_authority_stays_in_it(world):
    """She went to Dudley: what she referred in Birmingham goes to Birmingham, what she refers now stays hers."""
    old = world.acknowledged()
    dudley = of_dudley()
    Referral.objects.filter(pk=old.pk).update(referrer=dudley)
    new = world.acknowledged()
    Referral.objects.filter(pk=new.pk).update(referrer=dudley, team=dudley.team)
    assert world.colleague in may_follow_for(dudley)
    assert give_all(dudley, to=world.colleague, by=world.manager, at=world.now) == 1
    assert (fresh(old).referrer, fresh(new).referrer) == (world.colleague, dudley)


def test_only_those_who_may_reassign(world):
    world.acknowledged()
    for person in (world.colleague, world.spoc, world.facilitator, world.iss_manager):
        with pytest.raises(Refused, match="may not give"):
            give_all(world.social_worker, to=world.colleague, by=person, at=world.now)


def test_no_name_or_reference_of_a_man_is_on_the_pages_of_reassigning(client, world):
    referral = world.acknowledged()
    client.force_login(world.administrator)
    for address in (
        reverse("reassign") + "?show=working",
        reverse("reassign_from", args=[world.social_worker.pk]),
        reverse("reassign_to", args=[world.social_worker.pk, world.colleague.pk]),
    ):
        page = client.get(address).content.decode()
        assert world.social_worker.name in page
        assert referral.reference not in page
        assert "Pemberwick" not in page


def test_a_draft_of_the_leaver_is_handed_to_nobody_and_the_page_says_so(client, world):
    world.acknowledged()
    draft = start_draft(by=world.social_worker, at=world.now)
    save_page(draft, page="him", values={"first_name": "DRAFTED"}, at=world.now)
    client.force_login(world.manager)
    page = client.get(reverse("reassign_to", args=[world.social_worker.pk, world.colleague.pk]))
    assert "Social Worker has 1 unfinished draft. Nobody else sees a draft" in text(page)
    assert "DRAFTED" not in page.content.decode()
    give_all(world.social_worker, to=world.colleague, by=world.manager, at=world.now)
    draft.refresh_from_db()
    assert draft.owner == world.social_worker


# An administrator closes the account


def test_managers_are_told_in_the_transaction_that_closes_the_account(world):
    world.acknowledged()
    disable(world.social_worker, by=world.administrator, at=world.now)
    notice = Notice.objects.get(alert__kind="referrer_left")
    assert (notice.person, notice.reference) == (world.manager, "1 referral")
    assert notice.path == reverse("reassign_from", args=[world.social_worker.pk])


def test_nobody_is_told_where_nothing_is_left_behind(world):
    disable(world.social_worker, by=world.administrator, at=world.now)
    assert not Notice.objects.filter(alert__kind="referrer_left").exists()


def test_a_change_that_is_refused_tells_nobody(world):
    world.acknowledged()
    with pytest.raises(Refused):
        change_person(
            world.social_worker,
            email=world.colleague.email,
            name="X",
            phone="",
            role=Role.SOCIAL_WORKER,
            organisation=world.social_worker.organisation,
            team=world.social_worker.team,
            is_active=False,
            by=world.administrator,
            at=world.now,
        )
    assert not Notice.objects.filter(alert__kind="referrer_left").exists()


def test_the_administrator_reads_how_many_and_is_led_to_reassigning(client, world):
    world.acknowledged()
    person = world.social_worker
    client.force_login(world.administrator)
    page = client.get(reverse("person", args=[person.pk]))
    assert "follows 1 referral that is not over" in text(page)
    posted = {
        "name": person.name,
        "email": person.email,
        "phone": "",
        "organisation": person.organisation_id,
        "role": person.role,
        "team": person.team_id,
    }
    response = client.post(reverse("person", args=[person.pk]), posted)
    assert response["Location"] == reverse("reassign_from", args=[person.pk])
    assert "1 referral not over in this name" in text(client.get(response["Location"]))


def test_the_manager_finds_who_has_left_something_behind_at_home_and_in_the_list(client, world):
    world.acknowledged()
    client.force_login(world.manager)
    assert "left behind" not in text(client.get("/"))
    User.objects.filter(pk=world.social_worker.pk).update(is_active=False)
    assert "Give them to a colleague" in text(client.get("/"))
    assert "Social Worker" in text(client.get(reverse("reassign")))
    give_all(world.social_worker, to=world.colleague, by=world.manager, at=world.now)
    assert "Nothing is left behind" in text(client.get(reverse("reassign")))


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_a_colleague_who_takes_one_over_at_the_same_moment_keeps_it_or_is_told_who_has_it():
    world = World()
    files = [world.received() for _ in range(6)]
    wanted = fresh(files[3])
    ready = Barrier(2)

    def one(act):
        try:
            ready.wait(timeout=20)
            return act()
        except Refused as refusal:
            return refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        given, taken = pool.map(
            one,
            [
                lambda: give_all(
                    world.social_worker, to=world.other_social_worker, by=world.manager, at=world.now
                ),
                lambda: take_over(wanted, by=world.colleague, at=world.now),
            ],
        )
    kept = fresh(wanted).referrer == world.colleague
    assert given == (5 if kept else 6)
    assert isinstance(taken, Refused) != kept
    assert Handover.objects.filter(referral=wanted).count() == 1
    assert followed_by(world.other_social_worker).count() == given
    assert told(world.other_social_worker, "referrals_given") == 1
