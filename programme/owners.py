"""Who is reminded of a register that is due, and who is told when it is not taken."""

from alerts.audiences import Audience


def owners(deadline):
    return [Audience.SESSION_FACILITATORS]


def told_of_a_miss(deadline):
    return [Audience.SESSION_FACILITATORS, Audience.MY_TIME_MANAGERS]
