"""What keeps the service known: how to reach it, who has been shown the way, which teams have gone quiet."""

from django.db import models
from django.db.models import Q

from accounts.models import Area, Team, User
from accounts.roles import Permission


class ContactQuerySet(models.QuerySet):
    def visible_to(self, user):
        """How to reach the services is for everybody, signed in or not; only administrators ask for what is past."""
        return self

    def on(self, day):
        """Those in use on ``day``, in their order, with their area."""
        rows = self.filter(Q(valid_to=None) | Q(valid_to__gt=day), valid_from__lte=day)
        return rows.select_related("area").order_by("position", "pk")


class Contact(models.Model):
    """A way to reach a service, from a day on: printed on flyers and shown to whoever asks for help."""

    class Whom(models.TextChoices):
        PROFESSIONALS = "professionals", "Professionals who refer"
        MEN = "men", "Men who want help to change"
        AFRAID = "afraid", "Anybody who is afraid of somebody"
        EMERGENCY = "emergency", "Anybody in danger now"

    whom = models.CharField(max_length=15, choices=Whom.choices)
    name = models.CharField(max_length=80)
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    phone = models.CharField(max_length=30, blank=True)
    email = models.EmailField(blank=True)
    website = models.CharField(max_length=120, blank=True)
    hours = models.CharField(max_length=120, blank=True)
    about = models.CharField(max_length=200, blank=True)
    position = models.PositiveSmallIntegerField(default=50)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    checked_date = models.DateField(null=True, blank=True)

    objects = ContactQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=~Q(phone="") | ~Q(email="") | ~Q(website=""), name="a_contact_can_be_reached"
            ),
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gte=models.F("valid_from")),
                name="a_contact_ends_after_it_begins",
            ),
        )

    def __str__(self):
        return f"{self.name} ({self.area})" if self.area_id else self.name


class InductionQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(person=user)


class Induction(models.Model):
    """A person has read what every new social worker is shown."""

    person = models.OneToOneField(User, on_delete=models.CASCADE, related_name="+")
    read_at = models.DateTimeField()

    objects = InductionQuerySet.as_manager()

    def __str__(self):
        return f"{self.person} on {self.read_at:%d %B %Y}"


class QuietRuleQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self if user.may(Permission.MANAGE_SETTINGS) else self.none()

    def in_force(self, day):
        """The rule on ``day``, or None before the first."""
        return self.filter(valid_from__lte=day).order_by("-valid_from").first()


class QuietRule(models.Model):
    """[D] After how many months without a referral a team is reminded, and after how many once more."""

    quiet_months = models.PositiveSmallIntegerField()
    again_months = models.PositiveSmallIntegerField()
    valid_from = models.DateField(unique=True)

    objects = QuietRuleQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(quiet_months__gte=1, again_months__gte=1),
                name="a_team_is_left_in_peace_for_a_while",
            ),
        )

    def __str__(self):
        return f"{self.quiet_months} months, again after {self.again_months}, from {self.valid_from}"


class TeamReminder(models.Model):
    """When a team was last reminded, and whether it wants to be."""

    team = models.OneToOneField(Team, on_delete=models.CASCADE, related_name="+")
    reminded_at = models.DateTimeField(null=True, blank=True)
    opted_out = models.BooleanField(default=False)

    def __str__(self):
        return f"{self.team}"
