"""What the referrer told us of his side beside the abuse: plans, orders, agencies, and when he could come."""

from django.db import models

from accounts.models import Area
from referrals.availability import SLOTS

from .records import OfReferralQuerySet
from .referral import Referral


class Known(models.TextChoices):
    YES = "yes", "Yes"
    NO = "no", "No"
    UNKNOWN = "unknown", "Not known"


class Told(models.Model):
    """What is said once for the whole referral. No row: an older record, where nobody was asked."""

    class Meeting(models.TextChoices):
        CORE_GROUP = "core_group", "Core group"
        CONFERENCE = "conference", "Child protection conference"
        REVIEW = "review", "Child in need or Early Help review"
        OTHER = "other", "Another meeting"

    referral = models.OneToOneField(Referral, on_delete=models.CASCADE, related_name="told")
    plan_authority = models.CharField(max_length=120, blank=True)
    plan_social_worker = models.CharField(max_length=120, blank=True)
    plan_social_worker_contact = models.CharField(max_length=120, blank=True)
    next_meeting = models.CharField(max_length=12, choices=Meeting.choices, blank=True)
    next_meeting_date = models.DateField(null=True, blank=True)
    has_orders = models.CharField(max_length=7, choices=Known.choices, blank=True)
    has_agencies = models.CharField(max_length=7, choices=Known.choices, blank=True)

    objects = OfReferralQuerySet.as_manager()

    def __str__(self):
        return f"What was told of {self.referral}"


class ProtectionOrder(models.Model):
    """An order or a bail condition that limits what he may do."""

    class Kind(models.TextChoices):
        NON_MOLESTATION = "non_molestation", "Non-molestation order"
        OCCUPATION = "occupation", "Occupation order"
        RESTRAINING = "restraining", "Restraining order"
        POLICE = "police", "Domestic abuse or domestic violence protection order"
        BAIL = "bail", "Bail or licence conditions"
        FAMILY = "family", "Prohibited steps or child arrangements order"
        OTHER = "other", "Something else"

    referral = models.ForeignKey(Referral, on_delete=models.CASCADE, related_name="protection_orders")
    kind = models.CharField(max_length=16, choices=Kind.choices)
    until_date = models.DateField(null=True, blank=True)
    conditions = models.TextField(blank=True)

    objects = OfReferralQuerySet.as_manager()

    def __str__(self):
        return f"{self.get_kind_display()}, {self.referral}"


class Agency(models.Model):
    """Somebody else who works with him or the children. Who works with her stands on her side."""

    referral = models.ForeignKey(Referral, on_delete=models.CASCADE, related_name="agencies")
    name = models.CharField(max_length=120)
    what_for = models.CharField(max_length=200, blank=True)
    contact = models.CharField(max_length=200, blank=True)

    objects = OfReferralQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "agencies"

    def __str__(self):
        return f"{self.name}, {self.referral}"


class Availability(models.Model):
    """When and where he could come. Read it through ``referrals.availability.can_come``."""

    referral = models.OneToOneField(Referral, on_delete=models.CASCADE, related_name="availability_told")
    slots = models.JSONField(default=list, blank=True)
    areas = models.ManyToManyField(Area, related_name="+", blank=True)

    objects = OfReferralQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "availabilities"
        constraints = (
            models.CheckConstraint(
                condition=models.Q(slots__contained_by=list(SLOTS)), name="known_slots_of_a_week"
            ),
        )

    def __str__(self):
        return f"When he could come, {self.referral}"
