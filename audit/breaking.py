"""Breaking the glass: a file that is not one's own, opened for some minutes, for a reason, to be reviewed.

Each room keeps the open glasses of its own files as rows (``Glass``), and its ``visible_to`` lets them count. Whether
one is open is the database's own clock against ``until``: nothing has to close it. Who may, and what follows:
``monitoring/glass``. Why: docs/decisions/0035.
"""

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from accounts.models import User
from accounts.roles import Permission

READING = ("GET", "HEAD", "OPTIONS")


class Because(models.TextChoices):
    DANGER = "danger", "Somebody is in danger now"
    AWAY = "away", "It cannot wait, and whoever holds the file cannot be reached"
    ASKED = "asked", "Police, a court or a hospital ask now"
    OTHER = "other", "Something else that cannot wait"


class Outcome(models.TextChoices):
    JUSTIFIED = "justified", "Justified"
    NOT_JUSTIFIED = "not_justified", "Not justified"


class GlassQuerySet(models.QuerySet):
    def open_to(self, user):
        return self.filter(user=user, until__gt=Now())

    def unreviewed(self):
        return self.filter(reviewed_at=None)


class Glass(models.Model):
    """One opening. ``until``: up to when; closed early, it is the moment of that."""

    reference = models.CharField(max_length=40, unique=True)
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    because = models.CharField(max_length=10, choices=Because.choices)
    reason = models.TextField()
    opened_at = models.DateTimeField()
    until = models.DateTimeField()
    reviewed_at = models.DateTimeField(null=True, blank=True)
    reviewed_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    outcome = models.CharField(max_length=15, choices=Outcome.choices, blank=True)
    found = models.TextField(blank=True)

    class Meta:
        abstract = True
        constraints = (
            models.CheckConstraint(condition=~Q(reason=""), name="%(app_label)s_%(class)s_has_a_reason"),
            models.CheckConstraint(
                condition=Q(until__gte=F("opened_at")), name="%(app_label)s_%(class)s_ends_after_it_begins"
            ),
            models.CheckConstraint(
                condition=Q(reviewed_at=None, reviewed_by=None, outcome="")
                | (Q(reviewed_at__isnull=False, reviewed_by__isnull=False) & ~Q(outcome="") & ~Q(found="")),
                name="%(app_label)s_%(class)s_reviewed_by_somebody_with_words",
            ),
            models.CheckConstraint(
                condition=Q(reviewed_by=None) | ~Q(reviewed_by=F("user")),
                name="%(app_label)s_%(class)s_reviewed_by_another",
            ),
        )
        indexes = (models.Index(fields=["user", "until"], name="%(app_label)s_%(class)s_open"),)

    def __str__(self):
        return self.reference

    def is_open(self, at):
        return self.until > at


def opened_to(user, model):
    """Ids of the files of ``model`` that stand open to ``user`` now. A file is read by it and not written."""
    if user.writing or not user.may(Permission.BREAK_GLASS):
        return []
    if model not in user.glasses:
        user.glasses[model] = list(standing_open(model, user.pk))
    return user.glasses[model]


def standing_open(model, person):
    """The same as rows of one column, asked of the openings of ``person`` (an id)."""
    glass = model._meta.get_field("glasses")
    return glass.related_model.objects.open_to(person).values_list(glass.field.attname, flat=True)


def works_through_glass(view):
    """A view whose form may be sent on a file that stands open in an emergency."""
    view.through_glass = True
    return view


def never_through_glass(view):
    """A view that such a file is not even read by."""
    view.through_glass = False
    return view


class WritingMiddleware:
    """Tells the person who asks whether what stands open in an emergency counts for this page: to read, as a rule."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        if request.user.is_authenticated:
            request.user.writing = not getattr(view, "through_glass", request.method in READING)
