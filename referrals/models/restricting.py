"""His files kept back from all but those who are named: all referrals of one man at once (docs/decisions/0045)."""

from django.db import models
from django.db.models import Q

import audit.restricting
from accounts.roles import Permission, Role

from .man import Man


class HisRestrictionQuerySet(audit.restricting.RestrictionQuerySet):
    def visible_to(self, user):
        """The managers, and the data-protection officer in the trail alone."""
        return self if user.role == Role.MANAGER and user.may(Permission.RESTRICT) else self.none()


class Restriction(audit.restricting.Restriction):
    man = models.ForeignKey(Man, on_delete=models.CASCADE, related_name="restrictions")

    objects = HisRestrictionQuerySet.as_manager()

    class Meta(audit.restricting.Restriction.Meta):
        constraints = (
            *audit.restricting.Restriction.Meta.constraints,
            models.UniqueConstraint(
                fields=["man"], condition=Q(lifted_at=None), name="a_man_is_restricted_once"
            ),
        )


class Named(audit.restricting.Named):
    restriction = models.ForeignKey(Restriction, on_delete=models.CASCADE, related_name="named")
