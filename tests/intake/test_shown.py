"""What the form records is shown where somebody works with it, and on the right side of the wall."""

import pytest
from django.urls import reverse

from referrals.models import Referral
from tests.world import fresh

from .form import HERS, text


@pytest.fixture
def referral(referrer):
    referrer.fill()
    referrer.send()
    return Referral.objects.get()


def opened(client, person, name, *args):
    client.force_login(person)
    return text(client.get(reverse(name, args=args)))


def test_his_facilitator_reads_all_that_was_told_of_his_side(client, world, referral):
    world.acknowledged(referral)
    words = opened(client, world.facilitator, "file_part", referral.pk, "told")
    for told in (
        "literacy, A quiet room",
        "Daytime on Monday and Wednesday; evenings on Friday. Works shifts",
        "2 March 2026",
        "Birmingham Children&#x27;s Services",
        "Core group",
        "24 June 2026",
        "Non-molestation order",
        "1 December 2026",
        "Not to come within 100 metres of the school.",
        "Probation, Ms Okonjo Community order 0121 496 0111",
        "White: Irish",
        "Prefer not to say",
        "Yes, a little",
    ):
        assert told in words, told
    assert not [marker for marker in HERS if marker in words]


def test_an_older_file_without_all_this_says_not_recorded(client, world):
    referral = world.acknowledged()
    words = opened(client, world.facilitator, "file_part", referral.pk, "told")
    assert "Orders and conditions that limit him Not recorded." in words


def test_her_service_reads_what_was_told_of_her_once_it_is_released(client, world, referral):
    world.pending(world.attended(world.booked(world.contacted(world.acknowledged(referral)))))
    file = world.her_file(fresh(referral))
    words = opened(client, world.iss_worker, "her_file", file.pk)
    for told in ("Galician", "Clementine", "Bramblewood", "Prunella", "Thomasina", "zibeline"):
        assert told in words, told


def test_the_desk_sees_her_contact_details_while_they_are_held_and_not_what_only_her_service_should_know(
    client, world, referral
):
    words = opened(client, world.spoc, "details_held", referral.pk)
    assert "Galician" in words
    for told in ("Clementine", "Bramblewood", "zibeline"):
        assert told not in words


def test_a_social_worker_reads_it_no_more_after_sending(client, world, referral):
    words = opened(client, world.social_worker, "file", referral.pk)
    assert not [marker for marker in (*HERS, "quiet room", "Okonjo", "100 metres") if marker in words]
