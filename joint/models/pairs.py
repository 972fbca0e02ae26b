"""The joint table: one man and the partners linked to him, as both services meet them."""

from django.db import models

from accounts.roles import Permission, Role
from iss.models import PartnerFile
from referrals.models import Referral


class PairQuerySet(models.QuerySet):
    def visible_to(self, user):
        """My Time managers: every man linked to the ISS. ISS: the men linked to files of their own provider."""
        if not user.may(Permission.JOINT_TABLE):
            return self.none()
        if user.role == Role.MANAGER:
            return self.exclude(linked_providers=None).distinct()
        return self.filter(pk__in=PartnerFile.objects.visible_to(user).values("referral"))


class Pair(Referral):
    """A referral seen from the joint table."""

    objects = PairQuerySet.as_manager()

    class Meta:
        proxy = True

    @property
    def files(self):
        """Her released files, for the ISS alone."""
        return PartnerFile.objects.told_of(self)


class OfPairQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(referral__in=Pair.objects.visible_to(user).values("pk"))
