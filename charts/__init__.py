"""A chart is defined once: the same rows give the picture, on the page and on paper, and the table beside it.

Knows nothing of cases. The picture is drawn by Vega-Lite without a browser, and comes as plain SVG that the strict
content policy and the tagged PDF both take: no style, no script, nothing told by colour alone.
"""

from .chart import KINDS, NOT_RECORDED, Chart, Reference
from .drawing import svg

__all__ = ["KINDS", "NOT_RECORDED", "Chart", "Reference", "svg"]
