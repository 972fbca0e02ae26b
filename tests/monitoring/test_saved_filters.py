"""A filter is kept under a name for the person alone, and what was searched for is never kept."""

import django_filters
import pytest
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.refusal import Refused
from audit.models import Entry
from forms import TextField, meanwhile
from monitoring.models import SavedFilter
from monitoring.saved.actions import MOST, remove_filter, rename_filter, save_filter
from monitoring.saved.lists import LISTS
from tests.world import HIM, NOON, World

LIST = reverse("referrals")


@pytest.fixture
def world(db):
    return World()


def save(person, name="Late with us", kept="overdue=on", url="referrals"):
    return save_filter(LISTS[url], name=name, kept=kept, by=person, at=NOON)


def page(client, address):
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_what_a_list_is_narrowed_to_is_saved_and_opened_with_one_click(client, world):
    client.force_login(world.facilitator)
    narrowed = page(client, f"{LIST}?overdue=on&area={world.area.pk}&show=all")
    offered = f"{reverse('save_filter', args=['referrals'])}?area={world.area.pk}&amp;overdue=on&amp;show=all"
    assert offered in narrowed
    done = client.post(offered.replace("&amp;", "&"), {"name": "Late in Birmingham"}, follow=True)
    assert done.redirect_chain == [(f"{LIST}?area={world.area.pk}&overdue=on&show=all", 302)]
    assert "Save this filter" not in done.content.decode()
    plain = page(client, LIST)
    assert f'href="{LIST}?area={world.area.pk}&amp;overdue=on&amp;show=all"' in plain
    assert "Late in Birmingham" in plain


def test_a_search_is_never_kept_whatever_the_address_says(client, world):
    client.force_login(world.facilitator)
    sought = f"{LIST}?overdue=on&q={HIM['last_name']}"
    assert 'save/?overdue=on"' in page(client, sought)
    save_it = f"{reverse('save_filter', args=['referrals'])}?overdue=on&q={HIM['last_name']}&area=Pemberwick"
    client.post(save_it, {"name": "Late"})
    assert SavedFilter.objects.get().asked == "overdue=on"


def test_a_search_alone_and_a_tab_alone_are_nothing_to_save(client, world):
    client.force_login(world.facilitator)
    for asked in (f"?q={HIM['last_name']}", "?show=all", ""):
        assert "Save this filter" not in page(client, LIST + asked)
    with pytest.raises(Refused, match="never saved"):
        save(world.facilitator, kept="show=all")


@pytest.mark.parametrize("listed", LISTS.values(), ids=list(LISTS))
def test_nothing_that_is_typed_is_among_what_is_kept(listed):
    typed = {
        name
        for filters in listed.filters
        for name, one in filters.base_filters.items()
        if isinstance(one, django_filters.CharFilter) or issubclass(one.field_class, TextField)
    }
    assert typed
    assert not typed & listed.names


def test_a_day_is_kept_however_its_month_was_written():
    asked = QueryDict(
        "received_from_0=3&received_from_1=June&received_from_2=2026&received_to_1=Quillfeather"
    )
    assert LISTS["referrals"].kept_of(asked) == "received_from_0=3&received_from_1=June&received_from_2=2026"


def test_nobody_else_sees_it_renames_it_or_removes_it(client, world):
    saved = save(world.facilitator)
    client.force_login(world.second_facilitator)
    assert saved.name not in page(client, LIST) + page(client, reverse("saved_filters"))
    assert client.get(reverse("rename_filter", args=[saved.pk])).status_code == 404
    assert client.post(reverse("remove_filter", args=[saved.pk])).status_code == 404
    remove_filter(saved, by=world.second_facilitator, at=NOON)
    assert SavedFilter.objects.get() == saved


def test_it_is_renamed_and_removed(client, world):
    saved = save(world.facilitator)
    client.force_login(world.facilitator)
    rename = reverse("rename_filter", args=[saved.pk])
    form = client.get(rename).context["form"]
    token = meanwhile.as_token(meanwhile.opened(form))
    assert client.post(rename, {"name": "Overdue", "opened_with": token}).status_code == 302
    assert ">Overdue</a>" in page(client, reverse("saved_filters"))
    client.post(reverse("remove_filter", args=[saved.pk]))
    assert not SavedFilter.objects.exists()
    assert "You have saved none" in page(client, reverse("saved_filters"))


def test_two_of_one_name_the_same_twice_and_more_than_there_is_room_for_are_refused(world):
    first = save(world.facilitator)
    with pytest.raises(Refused, match="Choose another name"):
        save(world.facilitator, name="late WITH us", kept="status=closed")
    with pytest.raises(Refused, match="saved this already"):
        save(world.facilitator, name="Other")
    for number in range(MOST - 1):
        save(world.facilitator, name=f"Area {number}", kept=f"area={number}")
    with pytest.raises(Refused, match="Remove one"):
        save(world.facilitator, name="One more", kept="status=closed")
    with pytest.raises(Refused, match="Choose another name"):
        rename_filter(first, name="Area 3", by=world.facilitator, at=NOON)


def test_the_trail_says_that_and_neither_how_it_is_called_nor_what_it_asks(world):
    save(world.facilitator, name="Gareth")
    assert Entry.objects.get(act="filter.saved").details == {"listed": "referrals"}


def test_a_list_that_a_role_may_not_open_has_none(client, world):
    save(world.facilitator)
    client.force_login(world.facilitator)
    assert client.get(reverse("save_filter", args=["her_files"]), {"due": "late"}).status_code == 403
    assert client.get(reverse("save_filter", args=["people"])).status_code == 404


@pytest.mark.parametrize(
    ("persona", "url", "asked"),
    [
        ("social_worker", "referrals", "asked=on"),
        ("iss_worker", "her_files", "due=late"),
        ("manager", "joint", "late=on"),
    ],
)
def test_each_list_has_them_and_twelve_cost_as_many_questions_as_one(client, world, persona, url, asked):
    person = getattr(world, persona)
    client.force_login(person)
    save(person, name="First", kept=asked, url=url)

    def questions():
        with CaptureQueriesContext(connection) as captured:
            assert "First" in page(client, reverse(url))
        return len(captured)

    questions()
    one = questions()
    for number in range(MOST - 1):
        save(person, name=f"Number {number}", kept=f"{asked}&status={number}", url=url)
    assert questions() == one
