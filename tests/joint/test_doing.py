"""What else may be done on his file stands under the heading under which it is looked for."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from joint.his_file.doing import GROUPS, grouped
from joint.his_file.views import AT_THE_TABLE
from referrals.acts import ACTS
from tests.world import World


def test_every_act_has_one_heading():
    """What had none would be on no page."""
    listed = [name for names in GROUPS.values() for name in names]
    assert len(listed) == len(set(listed))
    assert set(listed) == {*ACTS, *(name for name, *_ in AT_THE_TABLE), "pair", "move_him", "refer_again"}


def test_a_heading_without_anything_below_it_is_left_out():
    assert grouped([("close_file", "Close"), ("log_contact", "Log")], 7) == [
        ("With him", [(reverse("log_contact", args=[7]), "Log")]),
        ("The file", [(reverse("close_file", args=[7]), "Close")]),
    ]
    assert grouped([], 7) == []


@pytest.mark.django_db
def test_a_facilitator_finds_what_is_with_him_first_and_closing_last(client):
    world = World(timezone.now() - timedelta(days=1))
    client.force_login(world.facilitator)
    him = world.on_programme()
    page = client.get(reverse("file", args=[him.pk])).content.decode()
    assert re.findall(r"<h3[^>]*>([^<]+)</h3>", page)[-3:] == list(GROUPS)
    places = [page.index(reverse(name, args=[him.pk])) for name in ("agree_goal", "refer_on", "close_file")]
    assert places == sorted(places)
