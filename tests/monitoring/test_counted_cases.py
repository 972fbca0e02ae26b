"""The page of the cases behind a number: who sees it, and what of it."""

import pytest
from django.urls import reverse

from accounts.models import Area
from tests.world import NOON, World


@pytest.fixture
def world(db):
    return World(NOON)


def page(client, person, number, **asked):
    client.force_login(person)
    return client.get(reverse("counted_cases", args=[number]), asked)


def test_a_manager_sees_every_case_that_is_counted(client, world):
    made = [world.contacted() for _ in range(3)]
    found = page(client, world.manager, "fig13/referrals")
    assert (found.context["counted"], found.context["unseen"]) == (3, 0)
    assert {row.pk for row in found.context["page"].rows} == {each.pk for each in made}


def test_the_list_is_of_the_part_that_was_chosen(client, world):
    world.contacted()
    other = Area.objects.exclude(pk=world.area.pk).first()
    assert page(client, world.manager, "fig13/referrals", area=other.pk).context["counted"] == 0
    assert page(client, world.manager, "fig13/referrals", area=world.area.pk).context["counted"] == 1


def test_whoever_commissions_is_led_to_nobody(client, world):
    world.contacted()
    client.force_login(world.opcc)
    assert "/figures/cases/" not in client.get(reverse("figures")).content.decode()
    assert page(client, world.opcc, "fig13/referrals").status_code == 403


def test_his_side_is_led_to_no_partner_and_hers_to_no_man(client, world):
    world.pending()
    assert page(client, world.manager, "fig13/partners_referred").status_code == 404
    assert page(client, world.iss_manager, "fig13/referrals").status_code == 404
    assert page(client, world.iss_manager, "fig13/partners_referred").context["seen"] == 1
    for person, of_hers in ((world.manager, False), (world.iss_manager, True)):
        client.force_login(person)
        shown = client.get(reverse("figures")).content.decode()
        assert ("/figures/cases/fig13/partners_referred" in shown) is of_hers
        assert ("/figures/cases/fig13/referrals" in shown) is not of_hers


def test_a_social_worker_is_told_how_many_belong_to_others(client, world):
    mine = world.contacted()
    theirs = world.contacted()
    type(theirs).objects.filter(pk=theirs.pk).update(referrer=world.other_social_worker, team=None)
    found = page(client, world.social_worker, "fig13/referrals")
    assert [row.pk for row in found.context["page"].rows] == [mine.pk]
    assert "<strong>1</strong> of them is not yours to see" in found.content.decode()


def test_a_social_worker_reads_a_status_in_the_words_of_the_own_list(client, world):
    world.pending()
    found = page(client, world.social_worker, "fig13/referrals").content.decode()
    assert "Assessed, joint discussion due" in found
    assert "Pending further information" not in found


def test_how_many_sessions_a_man_had_is_not_for_whoever_referred_him(client, world):
    world.on_programme()
    assert page(client, world.social_worker, "foi_completion/base").status_code == 404
    assert page(client, world.manager, "foi_completion/base").status_code == 200
    client.force_login(world.social_worker)
    assert "/figures/cases/foi_completion/" not in client.get(reverse("area_figures")).content.decode()


def test_what_is_no_number_is_no_page(client, world):
    for number in ("fig13/nonsense", "fig99/x", "nothing", "fig18/Dudley/suitable_pct"):
        assert page(client, world.manager, number).status_code == 404


def test_his_side_sees_nothing_of_hers_of_a_part(client, world):
    world.pending()
    client.force_login(world.manager)
    whole = client.get(reverse("figures")).content.decode()
    part = client.get(reverse("figures"), {"area": world.area.pk}).content.decode()
    for of_hers in ("Partners supported", "Benefits, as partners said"):
        assert of_hers in whole
        assert of_hers not in part
    client.force_login(world.opcc)
    assert "Partners supported" in client.get(reverse("figures"), {"area": world.area.pk}).content.decode()


def test_a_social_worker_sees_referrals_of_the_own_area_and_nothing_of_partners(client, world):
    world.pending()
    client.force_login(world.social_worker)
    shown = client.get(reverse("area_figures"))
    text = shown.content.decode()
    assert f"Figures of {world.area}" in text
    assert "artners" not in text
    assert "Benefits" not in text
    other = Area.objects.exclude(childrens_services=world.social_worker.organisation).first()
    assert other.name not in text
    other_one = client.get(reverse("area_figures"), {"area": other.pk})
    assert other_one.context["area"] == world.area


def test_the_page_takes_as_many_queries_however_many_cases(client, world, django_assert_max_num_queries):
    client.force_login(world.manager)
    for _ in range(4):
        world.contacted()
    with django_assert_max_num_queries(19):
        client.get(reverse("counted_cases", args=["fig13/referrals"]))
    with django_assert_max_num_queries(23):
        client.get(reverse("figures"))
