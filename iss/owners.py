"""Who is reminded of a promise to her, and who is told when it is missed. Never anybody on his side."""

from alerts.audiences import Audience


def owners(deadline):
    return [Audience.ISS]


def told_of_a_miss(deadline):
    return [Audience.ISS, Audience.ISS_MANAGERS]


def is_owed(deadline):
    return True
