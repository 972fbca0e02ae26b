"""The filters of a list, behind a panel that most readers of the list never open."""

import time

import django_filters
from django.conf import settings
from django.utils.functional import cached_property

MOST = 500
_kept: dict = {}


class Filters(dict):
    """Those of a class, which django-filter copies for every request, to the last part of each. What a request may change
    of one is whose it is and what it offers; the rest they share."""

    def __deepcopy__(self, memo):
        return {name: _twin(one) for name, one in self.items()}


def _twin(one):
    twin = object.__new__(type(one))  # as ``copy`` makes one, which looks first how it could be made
    twin.__dict__.update(one.__dict__)
    twin.extra = dict(one.extra)
    twin.method = one.method  # which is asked of the filter that it is set on
    return twin


class Panel(django_filters.FilterSet):
    """Makes no form for an address that asks for none of the filters.

    ``like`` names what of the person the choices follow from. Where it is given, the fields that nobody has filled in
    are drawn once for all who are alike, and again after a minute: a new colleague is among the choices by then. So
    are drop-downs from which somebody has chosen; the choice is marked in what was drawn.
    """

    like: tuple | None = None
    # What a tab above the list always chooses: it asks for nothing by itself
    tabs: tuple = ()

    def __init__(self, data, queryset, **kwargs):
        super().__init__(data if self.asked_in(data) else None, queryset, **kwargs)

    @classmethod
    def asked_in(cls, data):
        """Whether an address asks for anything that the panel is for."""
        filters = tuple(name for name in cls.base_filters if name not in cls.tabs)
        return any(value and name.startswith(filters) for name, value in data.items())

    @classmethod
    def get_filters(cls):
        return Filters(super().get_filters())

    @property
    def form(self):
        if not hasattr(self, "_form"):
            self.offer()
        return super().form

    @property
    def active(self):
        return self.is_bound and any(self.form.cleaned_data.get(name) for name in self.filters)

    @cached_property
    def blank(self):
        """The same form with nothing filled in."""
        self.offer()
        return self.get_form_class()(prefix=self.form_prefix)

    def offer(self):
        """Say which choices follow from who looks, before the form is made; a list that grows by ``later``."""

    def later(self, name, draw):
        """The choices of the field ``name``, from the empty one on, asked of ``draw`` when they are drawn or chosen from."""
        return lambda: draw() if self.like is None else kept((*self.like, name, "choices"), draw)


def kept(like, draw):
    """What ``draw`` drew for ``like`` less than ``PANELS_KEPT_FOR`` ago, or draws now."""
    now = time.monotonic()
    until, drawn = _kept.get(like, (now, ""))
    if until <= now:
        if len(_kept) >= MOST:
            _kept.clear()
        drawn = draw()
        _kept[like] = (now + settings.PANELS_KEPT_FOR.total_seconds(), drawn)
    return drawn
