"""What is printed and put up: flyers and posters for professionals, with the service's own ways to be reached.

Nobody who picks one up is named, addressed or pointed at: they speak to those who refer.
"""

from dataclasses import dataclass

import qrcode
from django.conf import settings
from django.urls import reverse
from django.utils.safestring import mark_safe
from qrcode.image.svg import SvgPathImage

from .models import Contact
from .pack import briefing


@dataclass(frozen=True)
class Sheet:
    words: str
    template: str
    size: str


# A sheet is one page: of many ways to reach us, those of the area come first.
ROOM_FOR = 3
SHEETS = {
    "flyer-a5": Sheet("Flyer, A5", "paper/flyer.html", "a5"),
    "flyer-a4": Sheet("Flyer, A4", "paper/flyer.html", "a4"),
    "poster-a4": Sheet("Poster, A4", "paper/poster.html", "a4"),
    "poster-a3": Sheet("Poster, A3", "paper/poster.html", "a3"),
}


def contents(sheet, *, area, at):
    """What stands on a sheet for ``area`` (None: the whole region)."""
    pack = briefing(at=at)
    contacts = sorted(
        (row for row in pack.contacts if row.area_id is None or row.area == area),
        key=lambda row: row.area_id is None,
    )
    address = settings.SITE_URL + reverse("briefing")
    promised = {step.what: step.within for step in pack.steps}
    return {
        "sheet": sheet,
        "pack": pack,
        "area": area,
        "contacts": contacts[:ROOM_FOR],
        "emergency": Contact.objects.on(pack.day).filter(whom=Contact.Whom.EMERGENCY).first(),
        "told_within": promised.get("You are told who has the referral", ""),
        "contacted_within": promised.get("He is contacted", ""),
        "address": address.partition("://")[2],
        "code": picture(address),
    }


def picture(address):
    """The address as a square that a phone reads: SVG with a title, so that it is not lost on who listens."""
    drawn = qrcode.make(address, image_factory=SvgPathImage, border=0).to_string(encoding="unicode")
    opening, rest = drawn.split(">", 1)
    # Drawn by the library from our own address: nothing in it is anybody's input
    return mark_safe(f"{opening}><title>Code with the address {address}</title>{rest}")  # noqa: S308
