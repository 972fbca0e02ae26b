"""The promise to review what was opened in an emergency: of his file or of hers."""

from django.db import models
from django.db.models import Q

import iss.models
import referrals.models
import timescales.models


class GlassDeadline(timescales.models.Deadline):
    his = models.ForeignKey(
        referrals.models.Glass, on_delete=models.CASCADE, related_name="deadlines", null=True, blank=True
    )
    hers = models.ForeignKey(
        iss.models.Glass, on_delete=models.CASCADE, related_name="deadlines", null=True, blank=True
    )

    class Meta(timescales.models.Deadline.Meta):
        constraints = (
            *timescales.models.Deadline.Meta.constraints,
            models.CheckConstraint(
                condition=Q(his__isnull=True, hers__isnull=False) | Q(his__isnull=False, hers__isnull=True),
                name="a_glass_is_of_his_file_or_hers",
            ),
        )

    @property
    def glass(self):
        return self.his or self.hers

    @property
    def file(self):
        return self.glass
