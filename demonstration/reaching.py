"""How she is reached: one woman named days and times and has moved; for another there was no safe moment."""

from iss import actions
from iss.models import PartnerFile

from .steps import DAY, HOUR

TIMES = [
    {"days": [0, 2], "from": "10:00", "until": "12:00"},
    {"days": [4], "from": "13:00", "until": "14:30"},
]


def keep_her_safe(steps, *, at):
    files = PartnerFile.objects.filter(provider=steps.iss_worker.organisation)
    in_touch = files.filter(status="supported").order_by("pk").last()
    if in_touch:
        _she_has_moved(steps, in_touch, at - DAY)
    to_reach = files.filter(status="released").order_by("pk").last()
    if to_reach:
        moment = at - HOUR
        actions.no_safe_window(to_reach, look_again_at=at + 2 * DAY, by=steps.iss_worker, at=moment)


def _she_has_moved(steps, file, at):
    before = file.safe_contact
    actions.update_safe_contact(
        file,
        checked_with="Her",
        phone=before.phone,
        phone_whose="Her own",
        address="12 Larkspur Cottages, Hiddenham",
        address_kept_from="his mother and his brother; the children's school until the hearing",
        call="yes",
        text="no",
        voicemail="no",
        email_safe="unknown",
        post="no",
        windows=TIMES,
        safe_times="Not in the school holidays",
        who_may_answer="Only she may answer",
        cover_name="Leila from the dentist",
        code_word="marmalade",
        by=steps.iss_worker,
        at=at,
    )
