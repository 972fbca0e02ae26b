"""How much of a proof is run: a short form with every test, the whole with ``make proof``."""

import os

WHOLE = os.environ.get("DVPP_PROOF") == "whole"


def size(short, whole):
    """How many cases to try. A test that asks for it carries ``pytest.mark.proof``."""
    return whole if WHOLE else short
