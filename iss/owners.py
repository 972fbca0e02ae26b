"""Who is reminded of a promise to her, and who is told when it is missed. Never anybody on his side."""

from alerts.audiences import Audience
from timescales.promises import Promise

# What of a file says who is told, here and in audiences.py. Nothing else is read where many promises are due at once
READ = ("reference", "provider", "worker", "status", "referral")


def owners(deadline):
    return [Audience.ISS_MANAGERS if _for_managers_only(deadline) else Audience.ISS]


def told_of_a_miss(deadline):
    return [*owners(deadline), Audience.ISS_MANAGERS]


def _for_managers_only(deadline):
    """What he felt is news of him: while sharing is stopped a distress alert is the managers' to answer."""
    referral = deadline.partner_file.referral
    return deadline.promise == Promise.ANSWER_DISTRESS and referral is not None and referral.sharing_stopped


def is_owed(deadline):
    return True
