"""Her file opened in an emergency by a worker of another service that supports women."""

from django.db import models

from accounts.roles import Permission, Role
from audit.breaking import Glass as AbstractGlass
from audit.breaking import GlassQuerySet

from .files import PartnerFile


class HerGlassQuerySet(GlassQuerySet):
    def visible_to(self, user):
        """One's own; those of the files of one's service for its managers; all for the data-protection officer."""
        own = models.Q(user=user)
        if user.role == Role.DPO:
            return self if user.may(Permission.REVIEW_GLASS) else self.none()
        if not user.may(Permission.SEE_HER_FILES):
            return self.none()
        if user.may(Permission.REVIEW_GLASS):
            own |= models.Q(file__provider=user.organisation_id)
        return self.filter(own)


class Glass(AbstractGlass):
    file = models.ForeignKey(PartnerFile, on_delete=models.CASCADE, related_name="glasses")

    objects = HerGlassQuerySet.as_manager()
