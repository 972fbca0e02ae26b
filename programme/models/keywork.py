"""Beside the group: one-to-one contacts with him, how ready he seemed each time, and what he works towards.

Blended work keeps men in (evaluation, section 2.2).
"""

from django.db import models
from django.db.models import Q

from accounts.models import User
from accounts.roles import Permission
from referrals.models import ContactAttempt, Referral


class ReadBySideQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Those who read what is said in his file; never the ISS, never the referrer."""
        if not user.may(Permission.SEE_HIS_CONTENT):
            return self.none()
        return self.filter(referral__in=Referral.objects.visible_to(user))


class Rating(models.IntegerChoices):
    """What the practitioner saw, in words that two practitioners would use alike."""

    NONE = 1, "None that I could see"
    LITTLE = 2, "A little"
    SOME = 3, "Some"
    GOOD = 4, "Good"
    STRONG = 5, "Strong"


class KeyWork(models.Model):
    class Mode(models.TextChoices):
        IN_PERSON = "in_person", "In person"
        PHONE = "phone", "By phone"
        VIDEO = "video", "By video"

    class State(models.TextChoices):
        PLANNED = "planned", "Planned"
        HELD = "held", "It took place"
        HE_DID_NOT_COME = "he_did_not_come", "He did not come or answer"
        CANCELLED_BY_HIM = "cancelled_by_him", "He cancelled"
        CANCELLED_BY_US = "cancelled_by_us", "We cancelled"

    referral = models.ForeignKey(Referral, on_delete=models.PROTECT, related_name="key_work")
    state = models.CharField(max_length=20, choices=State.choices)
    planned_at = models.DateTimeField(null=True, blank=True)
    happened_at = models.DateTimeField(null=True, blank=True)
    mode = models.CharField(max_length=10, choices=Mode.choices)
    purpose = models.CharField(max_length=300, blank=True)
    note = models.TextField(blank=True)
    motivation = models.PositiveSmallIntegerField(choices=Rating.choices, null=True, blank=True)
    willingness = models.PositiveSmallIntegerField(choices=Rating.choices, null=True, blank=True)
    # A contact that took place is a two-way contact with him: it breaks a run of misses as any other does.
    contact = models.OneToOneField(
        ContactAttempt, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    # Where it is to make up for a session that he missed
    makes_up = models.ForeignKey(
        "programme.Attendance", on_delete=models.PROTECT, related_name="alone", null=True, blank=True
    )
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = ReadBySideQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=~Q(state="planned") | Q(planned_at__isnull=False),
                name="key_work_is_planned_for_a_time",
            ),
            models.CheckConstraint(
                condition=~Q(state="held") | Q(happened_at__isnull=False, contact__isnull=False),
                name="key_work_that_took_place_is_a_contact",
            ),
            models.CheckConstraint(
                condition=Q(state="held") | Q(motivation=None, willingness=None),
                name="only_who_was_met_is_rated",
            ),
            models.CheckConstraint(
                condition=(Q(motivation=None) | Q(motivation__in=Rating.values))
                & (Q(willingness=None) | Q(willingness__in=Rating.values)),
                name="a_known_rating",
            ),
        )
        indexes = (models.Index(fields=["referral", "state"], name="his_key_work"),)

    def __str__(self):
        return f"{self.get_state_display()}: {self.referral}"


class Goal(models.Model):
    """Something he has said he works towards, in his words as far as possible."""

    class State(models.TextChoices):
        WORKING = "working", "Working towards it"
        MET = "met", "Met"
        SET_ASIDE = "set_aside", "Set aside"

    referral = models.ForeignKey(Referral, on_delete=models.PROTECT, related_name="goals")
    words = models.CharField(max_length=300)
    agreed_date = models.DateField()
    review_date = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WORKING)
    ended_date = models.DateField(null=True, blank=True)
    came_of_it = models.CharField(max_length=500, blank=True)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    objects = ReadBySideQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(state="working", ended_date=None)
                | ~Q(state="working") & Q(ended_date__isnull=False),
                name="a_goal_ends_on_a_day",
            ),
        )

    def __str__(self):
        return f"Goal of {self.referral}"
