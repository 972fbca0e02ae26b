"""DASH: the thresholds of an area, what was answered with her, and why it is to be gone through again."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from accounts.models import Area, User
from accounts.roles import Permission
from iss.dash import CRITERIA, ITEMS, KEY_ITEMS, DashAnswer, Level, Thresholds

from .files import OfFileQuerySet, PartnerFile


class DashThresholdQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self if user.may(Permission.MANAGE_SETTINGS) else self.none()

    def in_force(self, area, at):
        """The row that counts in ``area`` (an Area, its key or None) at the moment ``at``, or None."""
        begun = self.filter(valid_from__lte=at).order_by("-valid_from")
        own = begun.filter(area=area).first() if area else None
        return own or begun.filter(area=None).first()


class DashThreshold(models.Model):
    """The yes answers that make a level from ``valid_from`` on, per area; the row without an area is for all others.

    Rows are added and never changed: a DASH keeps the level that it was given.
    """

    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    valid_from = models.DateTimeField()
    medium = models.PositiveSmallIntegerField(default=10)
    high = models.PositiveSmallIntegerField(default=14)
    events = models.PositiveSmallIntegerField(default=3)

    objects = DashThresholdQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(high__gt=F("medium")), name="high_is_above_medium"),
            models.UniqueConstraint(fields=["area", "valid_from"], name="one_threshold_of_an_area_at_a_time"),
            models.UniqueConstraint(
                fields=["valid_from"], condition=Q(area=None), name="one_threshold_of_all_others_at_a_time"
            ),
        )

    def __str__(self):
        return f"{self.area or 'Every other area'}: {self.high} for high"

    @property
    def values(self):
        return Thresholds(medium=self.medium, high=self.high, events=self.events)


class Dash(models.Model):
    """A DASH completed with her. ``item_notes``: {item number as text: what she said}; ``criteria``: why MARAC."""

    class Where(models.TextChoices):
        SERVICE = "service", "At our service"
        HOME = "home", "At her home"
        ELSEWHERE = "elsewhere", "Somewhere else in person"
        PHONE = "phone", "By phone"
        VIDEO = "video", "By video"

    file = models.ForeignKey(PartnerFile, on_delete=models.CASCADE, related_name="dashes")
    at = models.DateTimeField()
    asked_date = models.DateField()
    asked_by = models.CharField(max_length=120, blank=True)
    asked_where = models.CharField(max_length=10, choices=Where.choices, blank=True)
    answers = models.JSONField()
    item_notes = models.JSONField(default=dict, blank=True)
    notes = models.TextField(blank=True)
    yes = models.PositiveSmallIntegerField()
    events = models.PositiveSmallIntegerField(default=0)
    judgement = models.CharField(max_length=10, choices=Level.choices, blank=True)
    judgement_because = models.TextField(blank=True)
    level = models.CharField(max_length=10, choices=Level.choices)
    # What counted then; older rows do not say
    threshold = models.ForeignKey(
        DashThreshold, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    marac_recommended = models.BooleanField()
    criteria = models.JSONField(default=list, blank=True)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    objects = OfFileQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "dashes"
        constraints = (
            models.CheckConstraint(
                condition=Q(judgement="") | ~Q(judgement_because=""), name="judgement_has_reasons"
            ),
            models.CheckConstraint(condition=Q(yes__lte=24), name="at_most_24_yes"),
        )

    def __str__(self):
        return f"DASH of {self.file}, {self.asked_date}"

    def get_absolute_url(self):
        return reverse("her_dash_result", args=[self.file_id, self.pk])

    @property
    def items(self):
        """(number, what it asks about, DashAnswer) of each item."""
        return [
            (number, label, DashAnswer(answer))
            for number, (label, answer) in enumerate(zip(ITEMS, self.answers, strict=True), start=1)
        ]

    @property
    def noted_items(self):
        """The items with what she said to each."""
        return [
            {"number": number, "label": label, "answer": answer, "note": self.item_notes.get(str(number), "")}
            for number, label, answer in self.items
        ]

    @property
    def who_asked(self):
        return self.asked_by or self.by.name

    @property
    def criteria_words(self):
        return [CRITERIA[criterion] for criterion in self.criteria]

    @property
    def dont_know(self):
        return self.answers.count(DashAnswer.DONT_KNOW)

    @property
    def key_yes(self):
        return [
            label for number, label, answer in self.items if number in KEY_ITEMS and answer == DashAnswer.YES
        ]


class Because(models.TextChoices):
    """Why a DASH is to be gone through with her again."""

    INCIDENT = "incident", "There has been an incident"
    SEPARATION = "separation", "She has separated, or tried to"
    PREGNANCY = "pregnancy", "She is pregnant"
    MEASURE = "measure", "What she said when she was asked"
    HIS_HOLD = "his_hold", "His file is on hold"
    HIS_CLOSURE = "his_closure", "His file is closed"
    # While sharing is stopped only the managers know what has changed on his side.
    ASK_MANAGER = "ask_manager", "Something has changed: ask your manager"


class DashReason(models.Model):
    """One reason to go through the DASH with her again. The next DASH answers it."""

    file = models.ForeignKey(PartnerFile, on_delete=models.CASCADE, related_name="dash_reasons")
    because = models.CharField(max_length=20, choices=Because.choices)
    at = models.DateTimeField()
    answered_by = models.ForeignKey(Dash, on_delete=models.CASCADE, related_name="+", null=True, blank=True)

    objects = OfFileQuerySet.as_manager()

    class Meta:
        indexes = (
            models.Index(fields=["file"], condition=Q(answered_by=None), name="reasons_for_another_dash"),
        )

    def __str__(self):
        return f"{self.get_because_display()}, {self.at:%d %B %Y}"


class DashDraft(models.Model):
    """A half-filled DASH of one worker: what was typed, until it is finished or thrown away."""

    file = models.ForeignKey(PartnerFile, on_delete=models.CASCADE, related_name="dash_drafts")
    by = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    values = models.JSONField(default=dict)
    saved_at = models.DateTimeField()

    objects = OfFileQuerySet.as_manager()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["file", "by"], name="one_half_filled_dash_each"),)

    def __str__(self):
        return f"Half-filled DASH of {self.file}"
