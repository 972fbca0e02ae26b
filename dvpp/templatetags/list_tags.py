"""The rows of long lists, each drawn from a template with gaps (``dvpp.rows``)."""

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe

from accounts.addresses import address
from dvpp.rows import filled
from iss.caseload import NEVER
from iss.models.files import name_of
from iss.statuses import HerStatus
from iss.templatetags.her_file_tags import her_tone
from referrals.statuses import Status
from referrals.templatetags.his_file_tags import his_tone

from .dvpp_tags import NOT_RECORDED, clock, day, status_tag

register = template.Library()

HIS_STATUS, HER_STATUS = dict(Status.choices), dict(HerStatus.choices)
BREAK = mark_safe("<br>")
NOT_ALLOCATED = status_tag("Not allocated", "yellow")
NONE_RUNS = format_html('<span class="app-secondary">{}</span>', "None running")


@register.simple_tag
def his_lines(lines, at):
    """The rows of the list of his files, as ``referrals.lists.lines`` gives them."""
    return filled("referrals/line.html", [_in_words(line, at) for line in lines])


@register.simple_tag
def her_lines(rows, at):
    """The rows of the list of her files: each a row of ``iss.lists`` with its promises."""
    return filled("iss/line.html", [_of_hers(row["file"], row["promises"], at) for row in rows])


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


def _of_hers(file, promises, at):
    return {
        "href": address("her_file", file.pk),
        "name": name_of(file.first_name, file.last_name, file.reference),
        "reference": file.reference,
        "status": status_tag(HER_STATUS[file.status], her_tone(file.status)),
        "promises": _promises(promises, at),
        "touched": day(file.touched) if file.touched > NEVER else "Not yet",
        "worker": file.worker__name or NOT_ALLOCATED,
    }


def _promises(deadlines, at):
    lines = ((deadline.promised, clock(deadline, at)) for deadline in deadlines)
    return format_html_join(BREAK, "{}<br>{}", lines) or "None running"
