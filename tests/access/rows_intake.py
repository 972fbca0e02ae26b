"""The front door's pages: a draft holds both sides' details, so its author alone sees it."""

from intake.models import Draft

from .policy import SOCIAL_WORKERS, Row
from .rows_referrals import on

AUTHOR = frozenset({"social_worker"})
OTHERS = SOCIAL_WORKERS - AUTHOR


def _draft(world):
    return {"pk": world.draft.pk}


def _page(world):
    return {"pk": world.draft.pk, "name": "partner-contact"}


def _sent(world):
    return {"pk": Draft.objects.get(referral=world.received_file).pk}


TEAM = frozenset({"social_worker", "colleague"})

ROWS = {
    "start_referral": Row(who=SOCIAL_WORKERS),
    "refer_again": Row(who=TEAM, hidden_from=SOCIAL_WORKERS - TEAM, kwargs=on("closed")),
    "drafts": Row(who=SOCIAL_WORKERS),
    "draft": Row(who=AUTHOR, hidden_from=OTHERS, kwargs=_draft),
    "draft_check": Row(who=AUTHOR, hidden_from=OTHERS, kwargs=_draft),
    "draft_discard": Row(who=AUTHOR, hidden_from=OTHERS, kwargs=_draft),
    "draft_receipt": Row(who=AUTHOR, hidden_from=OTHERS, kwargs=_sent),
    "draft_page": Row(who=AUTHOR, hidden_from=OTHERS, kwargs=_page),
    "draft_autosave": Row(who=AUTHOR, hidden_from=OTHERS, kwargs=_page, method="post", status=204),
}
