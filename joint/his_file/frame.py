"""What stands around every part of his file: who he is, where the way back leads, and the parts there are."""

from accounts.addresses import address
from accounts.presence import there
from accounts.roles import Permission
from referrals.lists import who_has_it
from referrals.models import Message
from referrals.statuses import Status
from referrals.views.lists import the_list
from referrals.what_next import status_words

from .parts import PARTS

MESSAGES = "messages"


def frame(request, referral, name, *, at):
    """Context of the page of the part ``name``."""
    return {
        "referral": referral,
        "part": PARTS.get(name) or {"name": name, "words": "Messages"},
        "tabs": _tabs(request.user, referral, name),
        "reads_content": request.user.may(Permission.SEE_HIS_CONTENT),
        "holder": who_has_it(referral),
        "back": the_list(request),
        "status_words": status_words(request.user, referral.status),
        "provisional": referral.status == Status.PENDING,
        "at": at,
    }


def _tabs(user, referral, name):
    tabs = [
        {"text": part.words, "href": _address(referral, part), "active": part.name == name}
        for part in PARTS.values()
        if user.may(part.permission)
    ]
    if user.may(Permission.MESSAGE):
        href = address("messages", referral.pk)
        unread = _unread(user, referral) if name != MESSAGES and there(referral, "messages") else 0
        tabs.insert(1, {"text": "Messages", "href": href, "active": name == MESSAGES, "count": unread})
    return tabs


def _unread(user, referral):
    return Message.objects.visible_to(user).unread_by(user).filter(referral=referral).count()


def _address(referral, part):
    if part.name == "overview":
        return address("file", referral.pk)
    return address("file_part", referral.pk, part.name)
