"""His file opened in an emergency."""

from django.db import models

from accounts.roles import Permission, Role
from audit.breaking import Glass as AbstractGlass
from audit.breaking import GlassQuerySet

from .referral import Referral


class HisGlassQuerySet(GlassQuerySet):
    def visible_to(self, user):
        """One's own; all for the managers and the data-protection officer, who review them. Nobody of the ISS."""
        if user.role in (Role.MANAGER, Role.DPO):
            return self if user.may(Permission.REVIEW_GLASS) else self.none()
        return self.filter(user=user) if user.may(Permission.BREAK_GLASS) else self.none()


class Glass(AbstractGlass):
    referral = models.ForeignKey(Referral, on_delete=models.CASCADE, related_name="glasses")

    objects = HisGlassQuerySet.as_manager()

    @property
    def file(self):
        return self.referral
