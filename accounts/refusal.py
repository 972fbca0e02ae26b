"""A refusal: the act was not done, and why, in words for the person who tried."""


class Refused(Exception):
    """Raised by an action; a view shows the reason on the form. Nothing has been written."""
