"""What the finder of likely duplicates keeps: keys of every man, and who was found not to be whom."""

from django.db import models
from django.db.models import F, Q

from accounts.models import User

from .man import Man


class ManKey(models.Model):
    """Something that another description of the same man would have too, hashed under a secret (see referrals.likeness.keys)."""

    pk = models.CompositePrimaryKey("token", "man_id")
    token = models.BigIntegerField()
    man = models.ForeignKey(Man, on_delete=models.CASCADE, related_name="+")

    def __str__(self):
        return f"A key of {self.man_id}"


class NotTheSameQuerySet(models.QuerySet):
    def among(self, men):
        """Pairs of which one is among ``men``."""
        return self.filter(Q(man__in=men) | Q(other__in=men))


class NotTheSame(models.Model):
    """Two men whom somebody has compared: they are not proposed again. ``man`` is the one with the lower number."""

    man = models.ForeignKey(Man, on_delete=models.CASCADE, related_name="+")
    other = models.ForeignKey(Man, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    objects = NotTheSameQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(man__lt=F("other")), name="compared_men_in_one_order"),
            models.UniqueConstraint(fields=["man", "other"], name="told_apart_once"),
        )

    def __str__(self):
        return f"{self.man_id} is not {self.other_id}"
