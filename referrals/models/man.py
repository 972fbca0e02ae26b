"""The man: one row for a person, however often he is referred."""

from django.db import models


class ManQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The men of the referrals that the person may see."""
        referrals = self.model._meta.get_field("referrals").related_model
        return self.filter(pk__in=referrals.objects.visible_to(user).values("man"))


def name_of(first, last, reference):
    return f"{first} {last}".strip() or f"Name not recorded ({reference})"


class LongCondition(models.TextChoices):
    """A condition that has lasted or is expected to last 12 months or more."""

    YES = "yes", "Yes"
    NO = "no", "No"
    PREFER_NOT = "prefer_not", "Prefer not to say"
    NOT_ASKED = "not_asked", "Not asked"


class ConditionLimits(models.TextChoices):
    """Whether it reduces what he can do from day to day. With the one above: disabled in the sense of the Equality Act."""

    A_LOT = "a_lot", "Yes, a lot"
    A_LITTLE = "a_little", "Yes, a little"
    NOT_AT_ALL = "not_at_all", "Not at all"
    PREFER_NOT = "prefer_not", "Prefer not to say"
    NOT_ASKED = "not_asked", "Not asked"


class Reminders(models.TextChoices):
    """What he said. Empty: he was not asked, and nothing is sent."""

    TEXT = "text", "By text message"
    LETTER = "letter", "By letter"
    NONE = "none", "Not at all"


class Man(models.Model):
    reference = models.CharField(max_length=40, unique=True)
    first_name = models.CharField(max_length=80, blank=True)
    last_name = models.CharField(max_length=80, blank=True, db_index=True)
    date_of_birth = models.DateField(null=True, blank=True)
    phone = models.CharField(max_length=30, blank=True)
    email = models.EmailField(blank=True)
    address = models.TextField(blank=True)
    # Empty: not recorded. "Not asked" and "Prefer not to say" are answers of their own.
    ethnicity = models.CharField(max_length=120, blank=True)
    religion = models.CharField(max_length=80, blank=True)
    long_condition = models.CharField(max_length=10, choices=LongCondition.choices, blank=True)
    condition_limits = models.CharField(max_length=10, choices=ConditionLimits.choices, blank=True)
    additional_needs = models.JSONField(default=list, blank=True)
    language = models.CharField(max_length=80, blank=True)
    interpreter_needed = models.BooleanField(default=False)
    reminders = models.CharField(max_length=6, choices=Reminders.choices, blank=True)

    objects = ManQuerySet.as_manager()

    def __str__(self):
        return self.name

    @property
    def name(self):
        return name_of(self.first_name, self.last_name, self.reference)
