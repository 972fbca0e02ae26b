"""Men whom two social workers referred: one whose referrals have been merged, one who waits at the desk to be compared."""

from datetime import date

from intake.merging import merge

from .steps import HOUR

# The man of number 2 as somebody else heard of him
HEARD_OF = {
    "first_name": "Imram",
    "date_of_birth": date(1994, 7, 12),
    "phone": "",
    "address": "5 Tanners Row, Birmingham",
}


def refer_twice(steps, known, *, at):
    """``known``: the referral of number 4, who has been contacted."""
    other = steps.people["social-worker-2"]
    again = steps.receive(4, at - 30 * HOUR, by=other)
    merge(again, into=known, by=steps.spoc, at=at - 28 * HOUR)
    steps.receive(2, at - 2 * HOUR, by=other, him=HEARD_OF)
