"""What is done with and for her: one row an entry, put right with its history, and the groups she may come to."""

from datetime import date

from django.db import models
from django.db.models import Q
from django.urls import reverse

from accounts.models import Organisation, User
from accounts.roles import Permission
from iss.statuses import HerStatus, SupportKind

from .files import PartnerFile


class ForWhom(models.TextChoices):
    HER = "her", "Her"
    CHILDREN = "children", "The children"
    BOTH = "both", "Her and the children"


class Meeting(models.TextChoices):
    CORE_GROUP = "core_group", "Core group"
    CHILD_IN_NEED = "child_in_need", "Child in Need"
    CASE_CONFERENCE = "case_conference", "Case conference"


class Part(models.TextChoices):
    WITH_HER = "with_her", "With her"
    FOR_HER = "for_her", "For her: she was not there"


class Help(models.TextChoices):
    HOUSING = "housing", "Housing"
    BENEFITS = "benefits", "Benefits"
    BUDGETING = "budgeting", "Budgeting"
    LEGAL = "legal", "Where to get legal advice"
    PARENTING = "parenting", "Parenting"


class OfProviderQuerySet(models.QuerySet):
    def visible_to(self, user):
        if not user.may(Permission.SEE_HER_FILES):
            return self.none()
        return self.filter(provider=user.organisation_id)


class SupportGroup(models.Model):
    """A group or a drop-in of one provider. Nobody beyond it learns that there is one, nor who comes."""

    class Kind(models.TextChoices):
        GROUP = SupportKind.GROUP_WORK.value, "Group"
        DROP_IN = SupportKind.DROP_IN.value, "Drop-in"

    provider = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=80)
    kind = models.CharField(max_length=15, choices=Kind.choices)
    when = models.CharField(max_length=80, blank=True)
    where = models.CharField(max_length=120, blank=True)
    minutes = models.PositiveSmallIntegerField(default=120)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = OfProviderQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["provider", "name"], name="one_support_group_of_a_name"),
        )

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("support_group", args=[self.pk])


class OccasionQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(group__in=SupportGroup.objects.visible_to(user))


class Occasion(models.Model):
    """One meeting of a group, or one opening of a drop-in."""

    group = models.ForeignKey(SupportGroup, on_delete=models.PROTECT, related_name="occasions")
    held_date = models.DateField()
    minutes = models.PositiveSmallIntegerField()
    others = models.PositiveSmallIntegerField(default=0, help_text="Women without a file, counted only")
    note = models.TextField(blank=True)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = OccasionQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["group", "held_date"], name="one_register_of_a_group_a_day"),
        )

    def __str__(self):
        return f"{self.group}, {self.held_date}"


class SupportQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(file__in=PartnerFile.objects.visible_to(user))

    def standing(self):
        """Without entries that were taken back: they did not happen."""
        return self.filter(withdrawn_at=None)

    def with_her(self):
        """Entries in which she was met or spoken to."""
        return self.standing().exclude(part=Part.FOR_HER).exclude(for_whom=ForWhom.CHILDREN)


class Support(models.Model):
    file = models.ForeignKey(PartnerFile, on_delete=models.CASCADE, related_name="support")
    kind = models.CharField(max_length=15, choices=SupportKind.choices)
    for_whom = models.CharField(max_length=8, choices=ForWhom.choices, default=ForWhom.HER)
    date = models.DateField()
    minutes = models.PositiveSmallIntegerField(null=True, blank=True)
    meeting = models.CharField(max_length=15, choices=Meeting.choices, blank=True)
    part = models.CharField(max_length=8, choices=Part.choices, blank=True)
    help_with = models.JSONField(default=list, blank=True)
    note = models.TextField(blank=True)
    occasion = models.ForeignKey(
        Occasion, on_delete=models.PROTECT, related_name="support", null=True, blank=True
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = SupportQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(meeting="", part="") | (~Q(meeting="") & ~Q(part="")),
                name="a_meeting_was_with_or_for_her",
            ),
            models.UniqueConstraint(
                fields=["file", "occasion"],
                condition=Q(withdrawn_at=None),
                name="once_in_a_register",
            ),
        )

    def __str__(self):
        return f"{self.get_kind_display()} on {self.date}"

    @property
    def help_words(self):
        return ", ".join(Help(value).label.lower() for value in self.help_with)


class SupportCorrection(models.Model):
    """An entry put right or taken back: what it said before, who, when and why."""

    support = models.ForeignKey(Support, on_delete=models.CASCADE, related_name="corrections")
    was = models.JSONField()
    because = models.CharField(max_length=500)
    withdrew = models.BooleanField(default=False)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    def __str__(self):
        return f"{self.support}: {'taken back' if self.withdrew else 'put right'}"

    @property
    def was_words(self):
        """What the entry said before."""
        day = date.fromisoformat(self.was["date"])
        minutes = self.was["minutes"]
        parts = [
            SupportKind(self.was["kind"]).label.lower(),
            f"{day:%-d %B %Y}",
            f"{minutes} minutes" if minutes else "",
            ForWhom(self.was["for_whom"]).label.lower(),
            self.was["note"],
        ]
        return ", ".join(part for part in parts if part)


# Who may be ticked in a register: women who have been reached and whose file is open.
REACHED = (HerStatus.CONTACTED, HerStatus.ASSESSED, HerStatus.SUPPORTED)
