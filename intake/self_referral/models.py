"""What a man who refers himself tells us, and what children's services say of the children's plan."""

from django.db import models
from django.db.models import Q

from accounts.models import Organisation, User
from accounts.roles import Permission
from referrals.models import Referral


class OfHisFileQuerySet(models.QuerySet):
    def visible_to(self, user):
        if not user.may(Permission.SEE_HIS_CONTENT):
            return self.none()
        return self.filter(referral__in=Referral.objects.visible_to(user))


class Way(models.TextChoices):
    """How he says that he may be reached. What he did not tick is not safe."""

    CALL = "call", "Phone call"
    VOICEMAIL = "voicemail", "Voicemail"
    TEXT = "text", "Text message"
    EMAIL = "email", "Email"
    LETTER = "letter", "Letter"


class PlanSaid(models.TextChoices):
    YES = "yes", "Yes"
    NO = "no", "No"
    UNKNOWN = "unknown", "I do not know"


class SelfReferral(models.Model):
    """``key``: of the form he sent. The same form sent twice is one referral."""

    key = models.UUIDField(unique=True)
    referral = models.OneToOneField(Referral, on_delete=models.CASCADE, related_name="self_told")
    ways = models.JSONField(default=list)
    be_careful = models.TextField(blank=True)
    help_wanted = models.TextField(blank=True)
    plan_said = models.CharField(max_length=7, choices=PlanSaid.choices)
    at = models.DateTimeField()

    objects = OfHisFileQuerySet.as_manager()

    def __str__(self):
        return f"What he told of himself, {self.referral}"

    @property
    def ways_in_words(self):
        return [Way(way).label for way in self.ways]


class PlanEnquiry(models.Model):
    """Children's services were asked about the plan; ``answer`` is empty until they say something."""

    class Answer(models.TextChoices):
        CP = "cp", "Child protection plan"
        CIN = "cin", "Child in need plan"
        EARLY_HELP = "early_help", "Early Help"
        NONE = "none", "No plan"
        UNKNOWN = "unknown", "They cannot say"

    referral = models.ForeignKey(Referral, on_delete=models.CASCADE, related_name="plan_enquiries")
    authority = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    asked_date = models.DateField()
    answer = models.CharField(max_length=10, choices=Answer.choices, blank=True)
    answered_date = models.DateField(null=True, blank=True)
    who = models.CharField(max_length=120, blank=True)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = OfHisFileQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "plan enquiries"
        constraints = (
            models.CheckConstraint(
                condition=Q(answer="", answered_date=None) | (~Q(answer="") & Q(answered_date__isnull=False)),
                name="a_plan_is_answered_on_a_day",
            ),
        )

    def __str__(self):
        return f"{self.authority}: {self.get_answer_display() or 'asked'} ({self.referral})"
