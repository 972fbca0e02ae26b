"""A region of any size, with nine years of history, written by COPY: what pages, figures and sweeps are measured in."""

from .filling import fill, shape

__all__ = ["fill", "shape"]
