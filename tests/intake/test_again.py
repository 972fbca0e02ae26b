"""A man whose referral has ended is referred again from what his referrer knows of him."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from audit.models import Entry
from intake.actions import start_again, start_draft, submit
from intake.models import Draft
from referrals.models import Man, Referral
from tests.world import HIM, fresh

from .form import ABUSE, AGREEMENT, CONTACT, EQUALITY, HER, HERS, Referrer, text
from .form import HIM as FORM_HIM

YEAR = timedelta(days=366)


@pytest.fixture
def ended(referrer, noon):
    """A referral as the form makes it, which was closed since."""
    referrer.fill()
    referrer.send()
    return referrer.world.closed(Referral.objects.get(), at=noon)


def begin(client, ended):
    answer = client.post(reverse("refer_again", args=[ended.pk]))
    assert answer.status_code == 302
    return Draft.objects.exclude(follows=None).latest("pk")


def test_his_side_is_filled_in_and_the_rest_is_asked_anew(referrer, ended):
    draft = begin(referrer.client, ended)
    assert set(draft.data) == {"him", "equality", "children", "others", "where"}
    assert draft.data["him"] | {"needs_other": "A quiet room"} == draft.data["him"]
    assert draft.data["equality"]["background_white"] == "Irish"
    assert draft.data["where"]["daytime"] == ["0", "2"]
    assert draft.data["others"]["order_1_kind"] == "non_molestation"
    assert draft.data["children"]["worker"] == "me"


def test_nothing_of_hers_comes_back(referrer, ended):
    draft = begin(referrer.client, ended)
    told = str(draft.data)
    assert not [marker for marker in HERS if marker in told]


def test_children_are_older_and_past_orders_are_left_out(referrer, ended, noon):
    draft = start_again(ended, by=referrer.world.social_worker, at=noon + YEAR)
    assert draft.data["children"]["child_1_age"] == "7"
    assert "order_1_kind" not in draft.data["others"]
    assert "has_orders" not in draft.data["others"]


def test_every_section_filled_in_has_to_be_looked_at(referrer, ended):
    again = Referrer.__new__(Referrer)
    again.client, again.world = referrer.client, referrer.world
    again.draft = begin(referrer.client, ended)
    assert "To check" in text(again.client.get(again.url("draft")))
    assert "filled in from his earlier referral" in text(again.open("him"))
    for page, values in (
        ("abuse", ABUSE),
        ("agreement", AGREEMENT),
        ("partner", HER),
        ("partner-contact", CONTACT),
    ):
        again.save(page, values)
    assert "cannot be sent yet" in text(again.send())
    assert Referral.objects.count() == 1
    again.fill()
    assert again.send().status_code == 302
    assert Referral.objects.count() == 2
    assert Man.objects.count() == 1


def test_it_is_the_same_man_brought_up_to_date_and_not_forgotten(referrer, ended):
    again = Referrer.__new__(Referrer)
    again.client, again.world = referrer.client, referrer.world
    again.draft = begin(referrer.client, ended)
    again.fill(
        him={"phone": "07700 900999", "address": ""},
        equality={"religion": "Not asked", "ethnic_group": "Not asked"},
    )
    again.send()
    man = Man.objects.get()
    assert man.referrals.count() == 2
    assert (man.phone, man.address) == ("07700 900999", FORM_HIM["address"])
    assert (man.ethnicity, man.religion) == ("White: Irish", EQUALITY["religion"])
    assert Entry.objects.filter(act="man.referred_again").exists()


def test_with_another_date_of_birth_it_is_not_taken_for_the_same_man(referrer, ended):
    again = Referrer.__new__(Referrer)
    again.client, again.world = referrer.client, referrer.world
    again.draft = begin(referrer.client, ended)
    again.fill(him={"date_of_birth_2": "1991"})
    again.send()
    assert Man.objects.count() == 2
    assert Man.objects.order_by("pk").first().date_of_birth == date(1990, 5, 17)


def test_what_a_strangers_referral_told_of_him_is_not_shown(referrer, ended, noon):
    """The row of the man holds what another team wrote of him since."""
    stranger = referrer.world.other_social_worker
    follows = start_draft(by=stranger, at=noon)
    Draft.objects.filter(pk=follows.pk).update(follows=ended)
    him = HIM | {"phone": "07700 900777", "address": "7 Elsewhere Road"}
    fields = {"area": referrer.world.area, "source": "cp"}
    submit(
        Draft.objects.get(pk=follows.pk),
        him=him,
        referral=fields,
        children=[],
        partners=[],
        by=stranger,
        at=noon,
    )
    draft = start_again(fresh(ended), by=referrer.world.social_worker, at=noon)
    assert set(draft.data["him"]) == {
        "first_name",
        "last_name",
        "date_of_birth_0",
        "date_of_birth_1",
        "date_of_birth_2",
    }
    assert "equality" not in draft.data


def test_beginning_twice_is_one_draft(referrer, ended):
    first, second = begin(referrer.client, ended), begin(referrer.client, ended)
    assert first == second


def test_while_another_referral_of_his_runs_he_is_not_referred_again(referrer, ended):
    again = Referrer.__new__(Referrer)
    again.client, again.world = referrer.client, referrer.world
    again.draft = begin(referrer.client, ended)
    again.fill()
    again.send()
    answer = referrer.client.post(reverse("refer_again", args=[ended.pk]), follow=True)
    running = Referral.objects.latest("pk").reference
    assert f"He has been referred again already: {running}." in text(answer)


def test_it_is_offered_on_an_ended_file_and_on_no_other(referrer, ended):
    link = reverse("refer_again", args=[ended.pk])
    assert link in referrer.client.get(ended.get_absolute_url()).content.decode()
    running = referrer.world.acknowledged()
    assert "/again/" not in referrer.client.get(running.get_absolute_url()).content.decode()
    answer = referrer.client.post(reverse("refer_again", args=[running.pk]), follow=True)
    assert "has not ended: there is nothing to refer again" in text(answer)
    referrer.client.force_login(referrer.world.manager)
    assert link not in referrer.client.get(ended.get_absolute_url()).content.decode()


def test_a_colleague_of_the_team_may_and_a_stranger_may_not(referrer, ended):
    referrer.client.force_login(referrer.world.colleague)
    assert begin(referrer.client, ended).owner == referrer.world.colleague
    referrer.client.force_login(referrer.world.other_social_worker)
    assert referrer.client.post(reverse("refer_again", args=[ended.pk])).status_code == 404
