"""The rows of long lists, each drawn from a template with gaps (``dvpp.rows``)."""

from django import template
from django.utils.html import format_html

from dvpp.rows import filled
from referrals.statuses import Status
from referrals.templatetags.his_file_tags import his_tone

from .dvpp_tags import NOT_RECORDED, clock, day, status_tag

register = template.Library()

HIS_STATUS = dict(Status.choices)
NONE_RUNS = format_html('<span class="app-secondary">{}</span>', "None running")


@register.simple_tag
def his_lines(lines, at):
    """The rows of the list of his files, as ``referrals.lists.lines`` gives them."""
    return filled("referrals/line.html", [_in_words(line, at) for line in lines])


def _in_words(line, at):
    return {
        "href": line["href"],
        "name": line["name"],
        "reference": line["reference"],
        "status": status_tag(HIS_STATUS[line["status"]], his_tone(line["status"])),
        "promise": _promise(line["deadline"], at),
        "area": line["area"] or NOT_RECORDED,
        "holder": line["holder"],
        "received": day(line["received"]),
    }


def _promise(deadline, at):
    if deadline is None:
        return NONE_RUNS
    return format_html("{}<br>{}", deadline.promised, clock(deadline, at, exact=False))
