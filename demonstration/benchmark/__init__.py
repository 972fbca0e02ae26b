"""What the product costs, each time beside a floor measured in the same run: machines swing, ratios do not.

A part is a module with ``NAME``, ``fill(cases)`` and ``measure(cases)``; the command runs those of ``PARTS`` in a
scratch database: those with ``REGION`` together in one filled region, each other one in one of its own. ``fill`` writes
what the part needs besides; ``measure`` returns what goes into the JSON.
"""

from . import duplicates, figures, importing, pages, reports, sweep, trail

PARTS = (pages, figures, sweep, duplicates, reports, trail, importing)
