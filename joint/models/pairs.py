"""The joint table: one man and the partners linked to him, as both services meet them."""

from django.db import models
from django.db.models import Q

from accounts.roles import Permission, Role
from iss.models import PartnerFile
from referrals.models import Decision, Referral


class PairQuerySet(models.QuerySet):
    def visible_to(self, user):
        """My Time managers: every man who has come to the table. ISS: those linked to files of their own provider.

        A man comes to the table when he is found provisionally suitable, also where no partner of his is known.
        """
        if not user.may(Permission.JOINT_TABLE):
            return self.none()
        if user.role == Role.MANAGER:
            provisional = Decision.objects.filter(outcome=Decision.Outcome.PROVISIONAL)
            linked = Referral.linked_providers.through.objects.values("referral")
            return self.filter(Q(pk__in=provisional.values("referral")) | Q(pk__in=linked))
        return self.filter(pk__in=PartnerFile.objects.visible_to(user).values("referral"))

    def shared(self):
        """Without the men about whom sharing is stopped (see ``Referral.sharing_stopped``)."""
        reviewed = Q(counter_reviewed_by_my_time=True, counter_reviewed_by_iss=True)
        return self.filter(Q(counter_allegation=False) | reviewed)


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
