"""Days on which no session is held although they are no bank holidays."""

from django.db import models
from django.db.models import F, Q

from accounts.models import Area, User
from accounts.roles import Permission, Role

from .groups import Group, Venue


class ClosureQuerySet(models.QuerySet):
    def visible_to(self, user):
        if user.may(Permission.MANAGE_PROGRAMME) or user.role == Role.MANAGER:
            return self
        if not user.may(Permission.SEE_GROUPS):
            return self.none()
        own = Q(area__in=user.area_ids) | Q(venue__area__in=user.area_ids)
        return self.filter(own | Q(area=None, venue=None))

    def between(self, first, last):
        return self.filter(from_date__lte=last, to_date__gte=first)

    def of_group(self, group):
        return self.filter(Q(venue=group.venue_id) | Q(area=group.area_id) | Q(venue=None, area=None))


class Closure(models.Model):
    """Of one venue, of an area, or (both empty) of the whole programme. ``to_date`` is the last day of it."""

    venue = models.ForeignKey(Venue, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    from_date = models.DateField()
    to_date = models.DateField()
    because = models.CharField(max_length=120)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = ClosureQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(to_date__gte=F("from_date")), name="a_closure_ends_after_it_begins"
            ),
            models.CheckConstraint(condition=Q(venue=None) | Q(area=None), name="of_a_venue_or_of_an_area"),
        )

    def __str__(self):
        return f"{self.because}: {self.where}"

    @property
    def where(self):
        return str(self.venue or self.area or "all groups")

    def is_of(self, group):
        """Whether it closes the group's place."""
        if self.venue_id:
            return self.venue_id == group.venue_id
        return self.area_id in (None, group.area_id)


class LeadCoverQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(group__in=Group.objects.visible_to(user))

    def between(self, first, last):
        return self.filter(from_date__lte=last, to_date__gte=first)


class LeadCover(models.Model):
    """Somebody else leads in the place of one of the pair, from one day to another, both included."""

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="covers")
    away = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    covered_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    from_date = models.DateField()
    to_date = models.DateField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = LeadCoverQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(to_date__gte=F("from_date")), name="lead_cover_ends_after_it_begins"
            ),
            models.CheckConstraint(condition=~Q(away=F("covered_by")), name="nobody_leads_for_themselves"),
        )

    def __str__(self):
        return f"{self.covered_by} for {self.away}"
