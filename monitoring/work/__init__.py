"""What waits for each person: the home page of every role, and no rule of its own."""

from .desks import desk
from .items import CAP, Item, Section
from .news import news

__all__ = ["CAP", "Item", "Section", "desk", "news"]
