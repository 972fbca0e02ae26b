"""Who must not meet whom: a worker and a man, or two men.

Neither row says why, nor who recorded it, nor from which side it came: a reason would give a side away. What anybody
did stands in the trail. One service alone ends nothing; both have to agree, whoever recorded it.
"""

from django.db import models
from django.db.models import F, Q

from accounts.models import User

from .man import Man


class BothAgree(models.Model):
    """Ends when a person of each side has agreed to it."""

    at = models.DateTimeField()
    my_time_agrees_at = models.DateTimeField(null=True, blank=True)
    iss_agrees_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        abstract = True


class InForceQuerySet(models.QuerySet):
    def in_force(self):
        return self.filter(ended_at=None)


class ConflictQuerySet(InForceQuerySet):
    def visible_to(self, user):
        return self.filter(man__in=Man.objects.visible_to(user))


class Conflict(BothAgree):
    """The worker must not work with this man."""

    man = models.ForeignKey(Man, on_delete=models.PROTECT, related_name="conflicts")
    worker = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    objects = ConflictQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["man", "worker"], condition=Q(ended_at=None), name="a_conflict_is_recorded_once"
            ),
        )

    def __str__(self):
        return f"Recorded conflict: {self.worker}"


class NonAssociationQuerySet(InForceQuerySet):
    def visible_to(self, user):
        """Those of whom the person may see both men."""
        men = Man.objects.visible_to(user)
        return self.filter(man__in=men, other__in=men)

    def of(self, men):
        return self.filter(Q(man__in=men) | Q(other__in=men))


class NonAssociation(BothAgree):
    """Two men who must not be in one group; ``man`` is the one with the lower number."""

    man = models.ForeignKey(Man, on_delete=models.PROTECT, related_name="+")
    other = models.ForeignKey(Man, on_delete=models.PROTECT, related_name="+")

    objects = NonAssociationQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(man__lt=F("other")), name="two_men_in_one_order"),
            models.UniqueConstraint(
                fields=["man", "other"], condition=Q(ended_at=None), name="a_pair_is_recorded_once"
            ),
        )

    def __str__(self):
        return "Recorded conflict: two men"
