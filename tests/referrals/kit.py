"""Posting forms as a browser does."""

from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")


def day(name, value):
    return {f"{name}_0": value.day, f"{name}_1": value.month, f"{name}_2": value.year}


def moment(name, value):
    local = value.astimezone(LONDON)
    return day(name, local) | {f"{name}_3": f"{local:%H:%M}"}


def errors(response):
    """What the form of a page that came back says: {field: [messages]}."""
    assert response.status_code == 200, response.status_code
    return response.context["form"].errors


def said(response):
    """The messages of the page to which a POST with ``follow=True`` led."""
    return " ".join(str(message) for message in response.context["messages"])
