"""Services other than our own: whom each is for, how to get there, and when somebody last made sure of it."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from accounts.models import Area, User
from accounts.roles import Permission

from .matching import Terms, ranked
from .words import Asked, ForWhom, Risk, Route, Sex, labels, listed

NOT_VERIFIED, STALE, VERIFIED = "not_verified", "stale", "verified"


def months_before(day, months):
    """The day ``months`` calendar months earlier; the 28th where that month has no such day."""
    years, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return day.replace(year=years, month=month + 1, day=min(day.day, 28))


class ServiceQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self if user.may(Permission.SEE_DIRECTORY) else self.none()

    def open_on(self, day):
        """Not known to be closed on ``day``."""
        begun = Q(open_from=None) | Q(open_from__lte=day)
        return self.filter(begun, Q(open_to=None) | Q(open_to__gte=day))

    def to_verify(self, day):
        """Nobody has made sure of it for too long, or ever."""
        since = verified_since(day)
        return self.filter(Q(verified_date=None) | Q(verified_date__lt=since))

    def matched(self, case, *, area, day):
        """Two lists of (Service, Fit): what fits ``case`` in ``area`` (an Area or None), best first, and the rest."""
        services = [(service, service.terms) for service in self.order_by("name").prefetch_related("areas")]
        return ranked(case, services, area=area.name if area else "", day=day)


def verified_since(day):
    return months_before(day, settings.SERVICE_VERIFIED_FOR_MONTHS)


class Service(models.Model):
    """One service. Empty is "not recorded" everywhere: nothing is made up."""

    slug = models.SlugField(unique=True)
    name = models.CharField(max_length=120, unique=True)
    summary = models.TextField(blank=True)

    # Whom it is for
    for_whom = models.CharField(max_length=12, choices=ForWhom.choices, default=ForWhom.HARM)
    sexes = models.CharField(max_length=5, choices=Sex.choices, blank=True)
    youngest = models.PositiveSmallIntegerField(null=True, blank=True)
    oldest = models.PositiveSmallIntegerField(null=True, blank=True)
    risks = models.JSONField(default=list, blank=True)
    against = models.JSONField(default=list, blank=True)
    plan = models.CharField(max_length=10, choices=Asked.choices, blank=True)
    order = models.CharField(max_length=10, choices=Asked.choices, blank=True)
    needs = models.JSONField(default=list, blank=True)
    only_with_need = models.BooleanField(default=False)
    also_asked = models.TextField(blank=True)

    # Where and how
    areas = models.ManyToManyField(Area, related_name="+", blank=True)
    part_of_area = models.CharField(max_length=80, blank=True)
    beyond = models.CharField(max_length=200, blank=True)
    duration = models.CharField(max_length=200, blank=True)
    delivery = models.JSONField(default=list, blank=True)
    delivered_by = models.CharField(max_length=200, blank=True)

    # How to get there
    routes = models.JSONField(default=list, blank=True)
    route_note = models.TextField(blank=True)
    phone = models.CharField(max_length=30, blank=True)
    email = models.EmailField(blank=True)
    website = models.URLField(blank=True)

    # How far it can be relied on
    open_from = models.DateField(null=True, blank=True)
    open_to = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=200, blank=True)
    verified_date = models.DateField(null=True, blank=True)
    verified_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", null=True, blank=True)

    objects = ServiceQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(open_from=None) | Q(open_to=None) | Q(open_to__gte=F("open_from")),
                name="a_service_closes_after_it_opens",
            ),
            models.CheckConstraint(
                condition=Q(youngest=None) | Q(oldest=None) | Q(oldest__gte=F("youngest")),
                name="a_service_takes_somebody",
            ),
            models.CheckConstraint(
                condition=Q(verified_date=None, verified_by=None)
                | Q(verified_date__isnull=False, verified_by__isnull=False),
                name="verified_by_somebody_on_a_day",
            ),
        )

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("service", args=[self.slug])

    @property
    def reference(self):
        """What the trail calls it."""
        return self.slug[:40]

    @property
    def terms(self):
        """As the matching takes them. Prefetch ``areas`` where there are several."""
        same = ("for_whom", "sexes", "youngest", "oldest", "plan", "order", "only_with_need", "part_of_area")
        lists = ("risks", "against", "needs")
        return Terms(
            **{name: getattr(self, name) for name in (*same, "open_from", "open_to")},
            **{name: frozenset(getattr(self, name)) for name in lists},
            areas=frozenset(area.name for area in self.areas.all()),
        )

    @property
    def route_words(self):
        return listed(labels(Route, self.routes))

    @property
    def risk_words(self):
        return listed(labels(Risk, self.risks))

    def is_open(self, day):
        return (self.open_from is None or self.open_from <= day) and (
            self.open_to is None or day <= self.open_to
        )

    def standing(self, day):
        """How far it can be relied on: NOT_VERIFIED, STALE or VERIFIED."""
        if self.verified_date is None:
            return NOT_VERIFIED
        return STALE if self.verified_date < verified_since(day) else VERIFIED
