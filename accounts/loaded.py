"""What a process that lasts has loaded once for all."""

import gc

from django.urls import reverse

# Objects that are made before the youngest are looked through, and how often then the older ones are: a page makes some
# three hundred that outlast it for a moment, nearly all of which go without the collector. Older ones are looked through
# sooner than Python would: with the code set aside there are few, and what they hold would stay
ROUNDS = (5_000, 5, 5)


def load_and_set_aside():
    """Load the pages and their addresses too, which Django would do when one is first asked for; then set all of it
    aside from the collector of garbage.

    It would go through all the code again and again, each time that work has left enough behind: half of what Python
    did in a sweep of many promises. And it would write into all of it, so that processes made from this one have
    copies of their own.
    """
    reverse("home")
    gc.collect()
    gc.freeze()


def as_a_web_worker():
    """What answers pages: as above, and garbage is looked for less often."""
    load_and_set_aside()
    gc.set_threshold(*ROUNDS)
