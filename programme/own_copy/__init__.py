"""His own copy, from his store alone: this room cannot look at hers, nor at the joint table."""

from .building import copy_of_his
from .columns import KEPT_BACK, PARTS

__all__ = ["KEPT_BACK", "PARTS", "copy_of_his"]
