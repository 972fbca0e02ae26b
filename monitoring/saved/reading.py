"""What is shown of saved filters above a list."""

import json

from django.urls import reverse

from accounts.along import along
from monitoring.models import SavedFilter

from .lists import LISTS


def above(request, url, saved):
    """Links to a person's own filters of the list ``url``, and where what it is narrowed to now can be saved.

    ``saved``: all of theirs, each as the JSON that ``filters_of`` is answered with.
    """
    listed = LISTS[url]
    now = listed.kept_of(request.GET)
    links = [
        {"text": one["name"], "href": listed.address(one["asked"]), "here": one["asked"] == now}
        for one in map(json.loads, saved)
        if one["listed"] == url
    ]
    new = listed.narrows(now) and not any(link["here"] for link in links)
    return {"links": links, "save": f"{reverse('save_filter', args=[url])}?{now}" if new else ""}


def filters_of(user):
    """A person's own filters by name, as a part of another question: which list, its name and what is chosen of each."""
    return along(SavedFilter.objects.visible_to(user).order_by("name"), ("listed", "name", "asked"))


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
