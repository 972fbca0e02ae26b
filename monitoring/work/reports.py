"""Reports to children's services that wait: to be signed off, and to be begun."""

from django.urls import reverse
from django.utils.timezone import localtime

from joint.reports.shelf import kind_to_write, to_sign, unwritten

from .items import Item, section


def _since(at):
    return f"since {localtime(at):%-d %B %Y}"


def signing(user):
    return section(
        "Reports to sign off",
        to_sign(user),
        lambda report: Item(
            title=report.referral.man.name,
            reference=report.referral.reference,
            href=reverse("read_report", args=[report.referral_id, report.kind]),
            what=f"{report.name}: read it and sign it off, or send it back",
            note=_since(report.sent_at),
        ),
        href=reverse("referrals"),
        presses=True,
    )


def to_write(files):
    return section("To write to children’s services", unwritten(files), _item, href=reverse("referrals"))


def _item(referral):
    kind = kind_to_write(referral)
    return Item(
        title=referral.man.name,
        reference=referral.reference,
        href=reverse("write_report", args=[referral.pk, kind]),
        what=kind.label,
        note=_since(referral.since),
    )
