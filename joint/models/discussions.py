"""What each side prepares for the table, brings to it, and records of a joint discussion."""

from django.db import models
from django.db.models import Q

from accounts.models import Organisation, User
from accounts.roles import Permission
from directory.models import Service
from referrals.models import Decision, Referral
from referrals.statuses import UnsuitableReason

from .pairs import OfPairQuerySet, Pair
from .reviews import JointReview
from .sides import Side, Verdict


class ItemQuerySet(models.QuerySet):
    def visible_to(self, user):
        """One's own preparation, and what the other side has brought; of two services linked to one man neither
        sees what concerns the other. While sharing is stopped nothing crosses the table."""
        pairs = Pair.objects.visible_to(user)
        crosses = Q(brought_at__isnull=False, referral__in=pairs.shared().values("pk"))
        mine = self.filter(referral__in=pairs.values("pk"))
        if user.may(Permission.ISS_AT_TABLE):
            return mine.filter(Q(side=Side.ISS) | crosses, provider=user.organisation_id)
        return mine.filter(Q(side=Side.MY_TIME) | crosses)

    def brought(self):
        return self.exclude(brought_at=None)

    def open(self):
        """Of the discussion or review that is still to come."""
        return self.filter(review=None, over_at=None)


class TableItem(models.Model):
    """One thing to speak about. Seen by the side that wrote it, until it is brought to the table."""

    class Occasion(models.TextChoices):
        DISCUSSION = "discussion", "Joint case discussion"
        REVIEW = "review", "Monthly review"

    class Topic(models.TextChoices):
        RISK = "risk", "Risk and safety"
        CHILDREN = "children", "The children"
        BEHAVIOUR = "behaviour", "His behaviour"
        ENGAGEMENT = "engagement", "Attendance and how he takes part"
        SUPPORT = "support", "Support and other services"
        OTHER = "other", "Anything else"

    referral = models.ForeignKey(Referral, on_delete=models.CASCADE, related_name="+")
    provider = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    side = models.CharField(max_length=7, choices=Side.choices)
    occasion = models.CharField(max_length=10, choices=Occasion.choices)
    topic = models.CharField(max_length=10, choices=Topic.choices)
    text = models.TextField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    brought_at = models.DateTimeField(null=True, blank=True)
    brought_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    # What became of it: the review at which it was spoken about, or the end of the discussion.
    review = models.ForeignKey(
        JointReview, on_delete=models.PROTECT, related_name="items", null=True, blank=True
    )
    over_at = models.DateTimeField(null=True, blank=True)
    round = models.PositiveSmallIntegerField(null=True, blank=True)

    objects = ItemQuerySet.as_manager()

    class Meta:
        indexes = (models.Index(fields=["referral", "occasion"], name="items_of_a_man"),)
        constraints = (
            models.CheckConstraint(
                condition=Q(side=Side.MY_TIME) | Q(provider__isnull=False), name="an_iss_item_has_a_provider"
            ),
            models.CheckConstraint(
                condition=Q(review=None) | Q(brought_at__isnull=False),
                name="only_what_was_brought_is_minuted",
            ),
        )

    def __str__(self):
        return f"{self.get_topic_display()}, {self.get_side_display()}"


class SideRecordQuerySet(OfPairQuerySet):
    def visible_to(self, user):
        """My Time: every side. A service: its own and My Time's, never that of another service."""
        found = super().visible_to(user)
        if user.may(Permission.ISS_AT_TABLE):
            return found.filter(Q(side=Side.MY_TIME) | Q(provider=user.organisation_id))
        return found


class SideRecord(models.Model):
    """One side's record of a joint discussion: what it brings to the table, its decision, its dissent.

    Each service linked to him is a side of its own (``provider``). A recommendation and alternatives are My Time's,
    kept here until every side is in and the decision takes them.
    """

    referral = models.ForeignKey(Referral, on_delete=models.CASCADE, related_name="+")
    round = models.PositiveSmallIntegerField(default=1)
    side = models.CharField(max_length=7, choices=Side.choices)
    provider = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    held_date = models.DateField(null=True, blank=True)
    attended = models.ManyToManyField(User, related_name="+", blank=True)
    attended_by = models.CharField(max_length=300, blank=True)
    verdict = models.CharField(max_length=10, choices=Verdict.choices)
    findings = models.TextField()
    dissent = models.TextField(blank=True)
    unsuitable_reason = models.CharField(max_length=30, choices=UnsuitableReason.choices, blank=True)
    risks = models.TextField(blank=True)
    recommend_dash = models.BooleanField(default=False)
    recommend_marac = models.BooleanField(default=False)
    recommendation_via = models.CharField(max_length=3, choices=Decision.Via.choices, blank=True)
    recommendation_who = models.CharField(max_length=120, blank=True)
    recommendation_by_date = models.DateField(null=True, blank=True)
    alternatives = models.TextField(blank=True)
    suggested = models.ManyToManyField(Service, related_name="+", blank=True)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    RECOMMENDATION = (
        "recommend_dash",
        "recommend_marac",
        "recommendation_via",
        "recommendation_who",
        "recommendation_by_date",
    )

    objects = SideRecordQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["referral", "round", "side", "provider"],
                name="each_side_and_service_once_a_round",
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                condition=Q(side=Side.MY_TIME, provider=None) | Q(side=Side.ISS, provider__isnull=False),
                name="an_iss_side_is_of_a_provider",
            ),
            models.CheckConstraint(
                condition=~Q(verdict="unsuitable") | ~Q(unsuitable_reason=""),
                name="unsuitable_verdict_has_a_reason",
            ),
        )

    def __str__(self):
        return f"{self.get_side_display()} on {self.referral}: {self.get_verdict_display()}"

    @property
    def whose(self):
        """Whose record it is, in words: the service's own name where it is the ISS's."""
        return self.provider.name if self.provider_id else self.get_side_display()

    @property
    def who_took_part(self):
        return ", ".join(
            [person.name for person in self.attended.all()] + [self.attended_by] * bool(self.attended_by)
        )
