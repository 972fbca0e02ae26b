"""Refusals that more than one action of the table gives."""

SHARING_STOPPED = "A counter-allegation is being reviewed: a manager of each side must finish that first."
