"""What a fact of his file means in rooms above: each room says it for itself, and registers it here."""

from accounts.refusal import Refused

_AFTER = {}
TWO_WAY_CONTACT = "two-way contact"
ON_HOLD = "on hold"
END_OF_HOLD = "end of hold"
CLOSED = "closed"
# A DASH or a MARAC referral was recommended through the ISS
RECOMMENDED = "recommended"
# A closed file is about to be on the programme again
COMING_BACK = "coming back"
# Somebody must not work with him, or be in one group with him
CONFLICT = "conflict"
# A place was confirmed to him, or his first session is credited
STARTED = "started"
AGREED_IN_WORDS = "agreed in words"


class MustConfirm(Refused):
    """Recording this closes files; ``closing`` holds the referrals. Nothing has been written."""

    def __init__(self, closing):
        self.closing = closing
        super().__init__("Recording this closes a file. Read what follows and confirm it.")


def after(fact):
    """Register ``follow(referral, confirmed, by, at)`` for a fact named above; it may raise MustConfirm."""

    def register(follow):
        _AFTER.setdefault(fact, []).append(follow)
        return follow

    return register


def follow(fact, referral, *, confirmed=False, by, at):
    """Do what follows from ``fact``, in the caller's transaction. ``confirmed``: its consequences were read."""
    for act in _AFTER.get(fact, ()):
        act(referral, confirmed=confirmed, by=by, at=at)
