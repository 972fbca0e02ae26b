"""The application's own filters are put out of the way, and every page of a case is opened all the same: what is left is
the wall in the database. Whoever has a case sees their own rows and no word of another's (docs/decisions/0034).

``make walls`` runs the walk of every page, by everybody, in the same way.
"""

import os

import pytest
from django.urls import reverse

from iss.models import PartnerFile
from referrals.models import Referral
from tests import filters
from tests.access.marked import marked_world
from tests.access.walking import PARTS, papers_as_text, read

pytestmark = pytest.mark.django_db

LISTS = (
    "home",
    "inbox",
    "referrals",
    "drafts",
    "sessions",
    "groups",
    "her_files",
    "joint",
    "waiting",
    "search",
)
LISTS += (
    "desk",
    "calendar",
    "tell_incident",
    "quality",
    "figures",
    "area_figures",
    "support_groups",
    "trail",
)
HIS_SIDE = ("social_worker", "spoc", "facilitator", "manager")
STRANGERS = ("other_social_worker", "other_facilitator", "other_iss_worker", "other_iss_manager")
NO_CASE = ("opcc", "administrator", "dpo")


@pytest.fixture(scope="module")
def of_the_module(django_db_setup, django_db_blocker):
    from django.db import transaction

    with django_db_blocker.unblock(), transaction.atomic():
        yield marked_world()
        transaction.set_rollback(True)


@pytest.fixture
def world(of_the_module, db):
    return of_the_module


def addresses(world):
    him, her = world.marked, world.marked_file
    found = [_address(name) for name in LISTS] + [him.get_absolute_url(), her.get_absolute_url()]
    found += [reverse("file_part", args=[him.pk, part]) for part in PARTS] + [reverse("pair", args=[him.pk])]
    found += [_address(name, her.pk) for name in ("her_reach", "her_support", "her_maracs", "her_dash")]
    return [address for address in found if address]


def _address(name, *args):
    from django.urls import NoReverseMatch

    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return None


def shown(client, world, persona, words):
    """{address: what of ``words`` stands there} for one who is let through by every filter."""
    client.force_login(getattr(world, persona))
    found, opened = {}, 0
    with filters.off(), papers_as_text():
        for address in addresses(world):
            response = client.get(address)
            opened += response.status_code == 200
            text = read(response)
            if told := [meaning for word, meaning in words.items() if word in text]:
                found[address] = told
    assert opened >= 2
    return found


def test_the_filters_are_off(world):
    with filters.off():
        assert PartnerFile.objects.visible_to(world.social_worker).exists()
        assert Referral.objects.visible_to(world.opcc).count() == Referral.objects.count()
    if os.environ.get("DVPP_FILTERS") != "off":
        assert not PartnerFile.objects.visible_to(world.social_worker).exists()


def test_there_is_something_to_be_seen(client, world):
    assert shown(client, world, "iss_worker", world.hers)
    assert shown(client, world, "facilitator", world.health)


@pytest.mark.parametrize("persona", HIS_SIDE)
def test_his_side_is_shown_no_word_of_hers(client, world, persona):
    assert shown(client, world, persona, world.hers) == {}


# A man of the other area is theirs; and what the officer reads of the trail are references
THEIRS = {"another man", "another surname"}
ON_THE_TRAIL = {"reference of her file"}


@pytest.mark.parametrize("persona", STRANGERS + NO_CASE)
def test_a_stranger_is_shown_no_word_of_either(client, world, persona):
    may = ON_THE_TRAIL if persona == "dpo" else THEIRS if persona in STRANGERS else set()
    words = {word: what for word, what in (world.hers | world.health).items() if what not in may}
    assert shown(client, world, persona, words) == {}
