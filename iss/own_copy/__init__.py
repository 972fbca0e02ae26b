"""Her own copy, from her service's store alone."""

from .building import copy_of_hers
from .columns import KEPT_BACK, PARTS

__all__ = ["KEPT_BACK", "PARTS", "copy_of_hers"]
