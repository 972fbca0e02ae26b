"""What is asked of the person who looks, on one file or on many: every running promise that is theirs to keep.

A promise gets here by its row in ``next_steps.BY_PROMISE``: who may keep it, in which words, on which page.
"""

from dataclasses import dataclass

from .next_steps import BY_PROMISE, address_of_step


@dataclass(frozen=True)
class Asked:
    """``deadline``: the clock that runs on it."""

    words: str
    button: str
    href: str
    deadline: object


def asked(user, referral, running):
    """What is asked of ``user`` on the file; ``running``: its running deadlines, soonest first."""
    found = []
    for deadline in running:
        href = address_of_step(user, referral, deadline)
        if href:
            step = BY_PROMISE[deadline.promise]
            found.append(Asked(step.words, step.button, href, deadline))
    return found


def promises_asked_of(user):
    """The promises whose keeping is asked of the person, whatever the file."""
    return [promise for promise, step in BY_PROMISE.items() if user.may(step.permission)]
