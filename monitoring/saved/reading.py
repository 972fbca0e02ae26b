"""What is shown of saved filters above a list."""

from django.urls import reverse

from accounts.models import User
from accounts.written import Written
from monitoring.models import SavedFilter

from .lists import LISTS


def above(request, url):
    """Links to a person's own filters of the list ``url``, and where what it is narrowed to now can be saved."""
    listed = LISTS[url]
    mine = _MINE.rows(person=request.user.pk, listed=url)
    now = listed.kept_of(request.GET)
    links = [{"text": name, "href": listed.address(asked), "here": asked == now} for name, asked in mine]
    new = listed.narrows(now) and not any(link["here"] for link in links)
    return {"links": links, "save": f"{reverse('save_filter', args=[url])}?{now}" if new else ""}


def _mine(*, person, listed):
    mine = SavedFilter.objects.visible_to(User(pk=person)).filter(listed=listed)
    return mine.order_by("name").values_list("name", "asked")


_MINE = Written(_mine)


def lists_of(user):
    """Those that the person may open, and so save filters of."""
    return [listed for listed in LISTS.values() if user.may(listed.permission)]


def by_list(user):
    """[(Listed, its saved filters)], of the lists that the person may open."""
    mine = list(SavedFilter.objects.visible_to(user).order_by("name"))
    found = []
    for listed in lists_of(user):
        saved = [{"row": one, "href": listed.address(one.asked)} for one in mine if one.listed == listed.url]
        if saved:
            found.append((listed, saved))
    return found
