"""People, the organisations they work for, and who stands in for whom."""

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils.functional import cached_property

from .roles import GRANTS, Permission, Role
from .sign_in import Invitation, KeptForm, SignedIn

__all__ = [
    "Area",
    "Cover",
    "Invitation",
    "KeptForm",
    "Organisation",
    "PostedForm",
    "SignedIn",
    "Team",
    "User",
    "UserManager",
    "UserQuerySet",
]


class PublicQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Which organisations and areas there are is no secret; who may change them is the role's affair."""
        return self


class Organisation(models.Model):
    class Kind(models.TextChoices):
        CHILDRENS_SERVICES = "childrens_services", "Children's services"
        MY_TIME = "my_time", "My Time"
        ISS_PROVIDER = "iss_provider", "ISS provider"
        OPCC = "opcc", "Police and Crime Commissioner's office"
        PLATFORM = "platform", "Platform"

    name = models.CharField(max_length=120, unique=True)
    kind = models.CharField(max_length=20, choices=Kind.choices)
    phone = models.CharField(max_length=30, blank=True)

    objects = PublicQuerySet.as_manager()

    def __str__(self):
        return self.name


class Area(models.Model):
    """A local authority area. The ISS provider follows from where she lives."""

    name = models.CharField(max_length=60, unique=True)
    gss_code = models.CharField(max_length=9, unique=True)
    provider = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    childrens_services = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )

    objects = PublicQuerySet.as_manager()

    def __str__(self):
        return self.name


class Team(models.Model):
    name = models.CharField(max_length=80)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="teams")

    objects = PublicQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["organisation", "name"], name="one_team_of_a_name_in_an_organisation"
            ),
        )

    def __str__(self):
        return self.name


class UserQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Administrators manage people; everybody else meets only themselves here."""
        if user.may(Permission.MANAGE_PEOPLE):
            return self
        return self.filter(pk=user.pk)

    def working(self):
        return self.filter(is_active=True)

    def facilitators_of(self, area):
        return self.working().filter(role=Role.FACILITATOR, areas=area)

    def in_role(self, *roles):
        return self.working().filter(role__in=roles)

    def of(self, organisation):
        return self.filter(organisation=organisation)


class UserManager(BaseUserManager.from_queryset(UserQuerySet)):
    def create_user(self, email, password=None, **fields):
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(AbstractBaseUser):
    class Sex(models.TextChoices):
        """Asked of facilitators only: a group is led by one man and one woman."""

        WOMAN = "woman", "Woman"
        MAN = "man", "Man"

    email = models.EmailField(unique=True)
    name = models.CharField(max_length=120)
    role = models.CharField(max_length=20, choices=Role.choices)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="people")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="people", null=True, blank=True)
    areas = models.ManyToManyField(Area, related_name="people", blank=True)
    sex = models.CharField(max_length=5, choices=Sex.choices, blank=True)
    phone = models.CharField(max_length=30, blank=True)
    is_active = models.BooleanField(default=True)
    date_joined = models.DateTimeField(null=True, blank=True)
    # The last day of somebody who is here for a time; nobody signs in as them from the day after
    until_date = models.DateField(null=True, blank=True)
    # When the account was opened again: the time of not being used counts from then
    opened_again_at = models.DateTimeField(null=True, blank=True)
    warned_unused_at = models.DateTimeField(null=True, blank=True)

    # Set where a form is sent: what stands open in an emergency is read and not written (audit/breaking.py)
    writing = False

    objects = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ("name",)

    class Meta:
        constraints = (
            models.UniqueConstraint(Lower("email"), name="one_person_of_an_email"),
            models.CheckConstraint(condition=Q(role__in=Role.values), name="a_known_role"),
        )

    def __str__(self):
        return self.name

    @cached_property
    def area_ids(self):
        """Ids of the person's areas, asked once: a list in a query is planned better than a question in it."""
        return list(self.areas.values_list("pk", flat=True))

    @cached_property
    def glasses(self):
        """What stands open to the person in an emergency, asked once: {model: ids}."""
        return {}

    def has_ended(self, day):
        return self.until_date is not None and self.until_date < day

    def may(self, permission):
        return self.is_active and permission in GRANTS.get(self.role, frozenset())

    def get_full_name(self):
        return self.name

    def get_short_name(self):
        return self.name.split(" ")[0]


class CoverQuerySet(models.QuerySet):
    def on(self, day):
        return self.standing().filter(from_date__lte=day, to_date__gte=day)

    def standing(self):
        """Without those that were ended on their first day."""
        return self.filter(ended_at=None)

    def over(self, day):
        """What was arranged and is past, for the history."""
        return self.filter(Q(to_date__lt=day) | Q(ended_at__isnull=False))

    def visible_to(self, user):
        """Covers within one's own organisation; administrators see all."""
        if user.may(Permission.MANAGE_PEOPLE):
            return self
        return self.filter(away__organisation=user.organisation)


class Cover(models.Model):
    """Someone is away and someone else is told in their place: part of the model, not of luck."""

    away = models.ForeignKey(User, on_delete=models.CASCADE, related_name="covers")
    covered_by = models.ForeignKey(User, on_delete=models.CASCADE, related_name="covering")
    from_date = models.DateField()
    to_date = models.DateField()
    # Ended on its first day: a cover has no day before that to end on
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = CoverQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(to_date__gte=F("from_date")), name="cover_ends_after_it_begins"
            ),
            models.CheckConstraint(condition=~Q(away=F("covered_by")), name="nobody_covers_themselves"),
        )

    def __str__(self):
        return f"{self.covered_by} for {self.away}, {self.from_date} to {self.to_date}"


class PostedForm(models.Model):
    """A form that has been acted on, and where its sender was taken (see posts.py)."""

    person = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    key = models.UUIDField()
    went_to = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["person", "key"], name="a_form_is_done_once"),)

    def __str__(self):
        return f"{self.key} by {self.person_id}"
