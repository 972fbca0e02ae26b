"""Her file kept back from all of her service but those who are named (docs/decisions/0045)."""

from django.db import models
from django.db.models import Q

import audit.restricting
from accounts.roles import Permission, Role

from .files import PartnerFile


class HerRestrictionQuerySet(audit.restricting.RestrictionQuerySet):
    def visible_to(self, user):
        """The managers of her service."""
        if user.role != Role.ISS_MANAGER or not user.may(Permission.RESTRICT):
            return self.none()
        return self.filter(file__provider=user.organisation_id)


class Restriction(audit.restricting.Restriction):
    file = models.ForeignKey(PartnerFile, on_delete=models.CASCADE, related_name="restrictions")

    objects = HerRestrictionQuerySet.as_manager()

    class Meta(audit.restricting.Restriction.Meta):
        constraints = (
            *audit.restricting.Restriction.Meta.constraints,
            models.UniqueConstraint(
                fields=["file"], condition=Q(lifted_at=None), name="her_file_is_restricted_once"
            ),
        )


class Named(audit.restricting.Named):
    restriction = models.ForeignKey(Restriction, on_delete=models.CASCADE, related_name="named")
