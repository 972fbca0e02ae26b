"""Put his copy together."""

from django.utils.timezone import localtime

from accounts.roles import Role
from audit.own_copy import gather
from audit.readings import entries_about, readings
from referrals.models import Referral
from texts.models import Text

from .columns import PARTS

# When the ISS looks at him says something of another person
UNSAID = (Role.ISS_WORKER, Role.ISS_MANAGER)
ABOUT_REFERRAL = Referral._meta.label_lower


def copy_of_his(man):
    """Everything that is given of ``man``, as sections (``audit.own_copy.gather``)."""
    referrals = list(Referral.objects.filter(man=man).order_by("pk"))
    more = [
        {"title": "Messages sent to your phone", "items": _texts(referrals)},
        {"title": "Who has opened your record", "items": _opened(referrals)},
    ]
    return gather(PARTS, man.pk) + [section for section in more if section["items"]]


def _texts(referrals):
    sent = Text.objects.filter(about_model=ABOUT_REFERRAL, about_id__in=[each.pk for each in referrals])
    return [
        {
            "id": f"texts.text.{text.pk}",
            "rows": [
                ["Sent", f"{localtime(text.sent_at):%-d %B %Y, %H:%M}"],
                ["About", text.get_occasion_display()],
            ],
        }
        for text in sent.exclude(sent_at=None).order_by("pk")
    ]


def _opened(referrals):
    """On which days, by people of which role; each once."""
    seen = {}
    for referral in referrals:
        for each in readings(entries_about(referral, without_roles=UNSAID).order_by("at", "pk")):
            day = localtime(each.at).date()
            seen[day, each.role or each.who] = [["On", f"{day:%-d %B %Y}"], ["By", each.role or each.who]]
    return [{"id": f"opened.{number}", "rows": rows} for number, rows in enumerate(seen.values(), start=1)]
