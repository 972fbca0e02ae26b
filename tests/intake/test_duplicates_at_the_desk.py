"""At the desk: who may be the same man, side by side; merging, joining, telling apart, and taking it back."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from alerts.models import Notice
from audit.models import Entry
from intake.models import Merge
from iss.models import PartnerFile
from referrals.models import Man, Referral
from tests.referrals.kit import said
from tests.world import DAY, HER, HIM, WEEK, World, fresh

ELSE = {
    "first_name": "Barnaby",
    "last_name": "Outhwaite",
    "date_of_birth": date(1971, 2, 3),
    "phone": "07700 900777",
}


@pytest.fixture
def world(db):
    return World()


@pytest.fixture
def spoc(client, world):
    client.force_login(world.spoc)
    return client


def text(response):
    assert response.status_code == 200, response.status_code
    return response.content.decode()


def pages(*names):
    """Addresses of pages on two referrals."""
    return lambda one, other: [reverse(name, args=[one.pk, other.pk]) for name in names]


def details(response, which="came"):
    """An answer to every question of the form of a page."""
    return dict.fromkeys(response.context["form"].asked, which)


def merged(client, again, first, which="came"):
    address = reverse("merge", args=[again.pk, first.pk])
    client.post(address, details(client.get(address), which))
    return Merge.objects.get(came=again)


def test_whoever_looks_like_him_is_shown_with_reasons(spoc, world):
    first = world.contacted(partners=[])
    again = world.received(him=dict(HIM, first_name="Gaz", date_of_birth=date(1990, 5, 18), phone=""))
    for name in ("acknowledge", "duplicates"):
        page = text(spoc.get(reverse(name, args=[again.pk])))
        assert f"Merge {again.reference} into {first.reference}" in page
        assert "The last name is the same" in page
        assert "short or other form" in page
        assert "One digit of the date of birth differs" in page


def test_somebody_else_is_neither_shown_nor_merged_into(spoc, world):
    other = world.contacted(him=dict(ELSE))
    again = world.received()
    assert "Nobody known looks like him" in text(spoc.get(reverse("duplicates", args=[again.pk])))
    for address in pages("merge", "one_man", "told_apart")(again, other):
        assert spoc.get(address).status_code == 404
        assert spoc.post(address).status_code == 404
    assert not Merge.objects.exists()


def test_the_queue_marks_who_may_be_known(spoc, world):
    world.contacted()
    world.received(him=dict(HIM, last_name="Pemberwyck"))
    page = text(spoc.get(reverse("desk")))
    assert page.count("Look: may be known") == 1


def test_what_follows_is_said_before_and_done_after(spoc, world):
    first = world.contacted(partners=[])
    again = world.received(him=dict(HIM, phone="07700 900999"))
    again.contact_attempts.create(at=world.now, channel="phone", two_way=False, by=world.facilitator)
    address = reverse("merge", args=[again.pk, first.pk])
    page = text(spoc.get(address))
    assert f"1 contact or attempt goes to {first.reference}" in page
    assert "The clock of “Acknowledge the referral” stops here" in page
    assert "unseen by you" in page
    assert not Merge.objects.exists()
    response = spoc.post(address, details(spoc.get(address)), follow=True)
    assert "is merged into" in said(response)
    assert (fresh(again).status, fresh(again).merged_into, fresh(again).man) == ("merged", first, first.man)
    assert fresh(first).man.phone == "07700 900999"
    assert PartnerFile.objects.get().referral == first
    assert Notice.objects.filter(alert__kind="merged", person=world.social_worker).count() == 1
    assert Notice.objects.filter(alert__kind="merged", person=world.facilitator).count() == 1


def test_each_detail_is_chosen(spoc, world):
    first = world.contacted()
    again = world.received(him=dict(HIM, phone="07700 900999", address="1 New Street"))
    address = reverse("merge", args=[again.pk, first.pk])
    assert spoc.get(address).context["form"].asked == ["phone", "address"]
    spoc.post(address, {"phone": "stayed", "address": "came"})
    man = fresh(first).man
    assert (man.phone, man.address) == ("07700 900123", "1 New Street")


def test_a_detail_that_was_not_chosen_is_asked_for(spoc, world):
    first, again = world.contacted(), world.received(him=dict(HIM, phone="07700 900999"))
    response = spoc.post(reverse("merge", args=[again.pk, first.pk]), {})
    assert "phone" in response.context["form"].errors
    assert not Merge.objects.exists()


def test_no_man_is_left_without_a_referral_and_his_other_referrals_go_with_him(spoc, world):
    old = world.closed()
    again = world.received(him=dict(HIM, last_name="Pemberwyck"))
    older = Referral.objects.create(
        reference="MT-OLDER", man=again.man, status="closed", imported=True, came_from="contacted"
    )
    first = world.contacted(him=dict(HIM, last_name="Pemberwick"))
    merged(spoc, again, first)
    assert older.man_id != fresh(older).man_id == fresh(first).man_id
    assert not Man.objects.filter(referrals=None).exists()
    assert fresh(old).man != fresh(first).man


def test_a_man_referred_again_after_his_file_has_ended_keeps_both_referrals(spoc, world):
    ended, again = world.closed(), world.received(him=dict(HIM, first_name="Garreth"))
    page = text(spoc.get(reverse("duplicates", args=[again.pk])))
    assert "this is a new referral" in page
    assert f"Merge {again.reference} into" not in page
    assert "has ended" in said(spoc.get(reverse("merge", args=[again.pk, ended.pk]), follow=True))
    address = reverse("one_man", args=[again.pk, ended.pk])
    assert "Both referrals stay" in text(spoc.get(address))
    spoc.post(address, details(spoc.get(address), "stayed"))
    assert (fresh(again).status, fresh(again).man) == ("received", fresh(ended).man)
    assert fresh(ended).status == "closed"
    assert Entry.objects.filter(act="referral.same_man").exists()
    assert "His other referrals" in text(spoc.get(reverse("duplicates", args=[again.pk])))


def test_a_closed_file_that_was_a_duplicate_goes_into_the_latest_referral(client, world):
    """Either way round: what has ended may be merged into what goes on, with its sessions and measures."""
    start = world.now - 6 * WEEK
    group = world.group(at=start)
    ended = world.on_programme(at=start, group=group)
    world.register(group.sessions.order_by("starts_at")[0], {ended: "attended"})
    ended = world.closed(fresh(ended))
    second = world.group(at=start + DAY, name="Another group")
    latest = world.on_programme(at=start + DAY, group=second)
    client.force_login(world.manager)
    address = f"{reverse('merge', args=[latest.pk, ended.pk])}?way=other"
    assert "1 attendance at a session" in text(client.get(address))
    client.post(address, details(client.get(address)))
    assert fresh(ended).merged_into == latest
    assert latest.attendances.get().session.group == group
    assert latest.enrolments.get().group == second


def test_two_men_are_told_apart_and_not_proposed_again(spoc, world):
    first, again = world.contacted(), world.received()
    spoc.post(reverse("told_apart", args=[again.pk, first.pk]))
    for one in (again, world.received(him=dict(ELSE))):
        assert "Nobody known looks like him" in text(spoc.get(reverse("duplicates", args=[one.pk])))
    assert spoc.get(reverse("merge", args=[again.pk, first.pk])).status_code == 404
    assert Entry.objects.filter(act="referral.told_apart").count() == 1


def test_a_merge_is_taken_back_from_its_page(spoc, world):
    first, again = world.contacted(), world.received(him=dict(HIM, phone="07700 900999"))
    merge = merged(spoc, again, first)
    page = text(spoc.get(merge.get_absolute_url()))
    assert "07700 900999" in page
    assert merge.get_absolute_url() in text(spoc.get(reverse("merges")))
    response = spoc.post(merge.get_absolute_url(), follow=True)
    assert "again what they were" in said(response)
    assert (fresh(again).status, fresh(again).merged_into) == ("received", None)
    assert fresh(first).man.phone == "07700 900123"
    assert fresh(again).man != fresh(first).man
    assert "acknowledge" in set(again.deadlines.running().values_list("promise", flat=True))
    assert Notice.objects.filter(alert__kind="merge_undone", person=world.social_worker).exists()
    assert list(again.status_changes.order_by("pk").values_list("to_status", flat=True))[-2:] == [
        "merged",
        "received",
    ]
    assert "has been taken back already" not in text(spoc.get(merge.get_absolute_url()))
    assert f"Merge {again.reference} into {first.reference}" in text(
        spoc.get(reverse("duplicates", args=[again.pk]))
    )


def test_a_merged_file_leads_to_its_merge(client, world):
    first, again = world.contacted(), world.received()
    client.force_login(world.manager)
    merge = merged(client, again, first)
    assert reverse("merge_of", args=[again.pk]) in text(client.get(reverse("file", args=[again.pk])))
    assert client.get(reverse("merge_of", args=[again.pk])).url == merge.get_absolute_url()


def test_the_desk_costs_as_many_queries_with_many_likely_duplicates_as_with_few(spoc, world):
    again = world.received()

    def cost(number):
        for _ in range(number):
            world.received(partners=[dict(HER)])
        counts = []
        for name, args in (("acknowledge", [again.pk]), ("duplicates", [again.pk]), ("desk", [])):
            spoc.get(reverse(name, args=args))
            with CaptureQueriesContext(connection) as queries:
                assert spoc.get(reverse(name, args=args)).status_code == 200
            counts.append(len(queries))
        return counts

    few = cost(2)
    assert cost(20) == few


HERS = ("Quillfeather", "Marisol", "Larkspur", "marmalade", "07700 900456", "Her sister")


def test_nothing_of_hers_is_compared_shown_or_kept_with_a_merge(client, world):
    first, again = world.pending(), world.received(him=dict(HIM, first_name="Gaz"))
    addresses = [
        reverse("duplicates", args=[again.pk]),
        *pages("merge", "one_man", "told_apart")(again, first),
    ]
    for person in (world.spoc, world.manager):
        client.force_login(person)
        for address in addresses:
            assert [word for word in HERS if word in text(client.get(address))] == []
    merge = merged(client, again, first)
    for address in (merge.get_absolute_url(), reverse("merges")):
        assert [word for word in HERS if word in text(client.get(address))] == []
    assert "iss.PartnerFile" in str(merge.changes)
    assert [word for word in HERS if word in str(merge.changes)] == []
