"""Documents that are too long to be set in type while somebody waits: asked for, made, fetched, and gone."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from accounts.models import User
from sealing import SealedTextField

from .copies import CopyRequest
from .foi import FoiRequest
from .releases import Release
from .returns import QuarterlyReturn

# Of what there is one: names of the keys, each to what it is made from
KINDS = ("copy", "release", "quarterly_return", "foi")


class MadePaperQuerySet(models.QuerySet):
    def visible_to(self, user):
        """What one has asked for oneself. Whether one may still have what it is of, its page asks first."""
        return self.filter(by=user)

    def of(self, kind, found):
        return self.filter(**{kind: found})

    def kept(self, at):
        return self.filter(expires_at__gt=at)

    def to_make(self):
        return self.filter(made_at=None, tries__lt=settings.PAPER_TRIES)

    def outlived(self, at):
        """Those that have to go: their time is over, or what they are of is given to nobody any more."""
        return self.filter(Q(expires_at__lte=at) | Q(copy__ended_at__isnull=False))


class MadePaper(models.Model):
    """One PDF, or a part of a longer one, for whoever asked and nobody else. A row goes whole, with what it holds."""

    reference = models.CharField(max_length=40, unique=True)
    copy = models.ForeignKey(CopyRequest, on_delete=models.CASCADE, related_name="+", null=True, blank=True)
    release = models.ForeignKey(Release, on_delete=models.CASCADE, related_name="+", null=True, blank=True)
    quarterly_return = models.ForeignKey(
        QuarterlyReturn, on_delete=models.CASCADE, related_name="+", null=True, blank=True
    )
    foi = models.ForeignKey(FoiRequest, on_delete=models.CASCADE, related_name="+", null=True, blank=True)
    part = models.PositiveSmallIntegerField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    expires_at = models.DateTimeField()
    # Counted before each try: one that brings a worker down is not begun for ever
    tries = models.PositiveSmallIntegerField(default=0)
    made_at = models.DateTimeField(null=True, blank=True)
    # The PDF in base64, and the digest of what it was made from
    content = SealedTextField(bound_to=("reference",))
    digest = models.CharField(max_length=64)

    objects = MadePaperQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["by", *KINDS, "part"], name="one_paper_of_a_part", nulls_distinct=False
            ),
            models.CheckConstraint(
                condition=Q(*((f"{kind}__isnull", True) for kind in KINDS[1:]), copy__isnull=False)
                | Q(copy__isnull=True, release__isnull=False, quarterly_return__isnull=True, foi__isnull=True)
                | Q(copy__isnull=True, release__isnull=True, quarterly_return__isnull=False, foi__isnull=True)
                | Q(
                    copy__isnull=True, release__isnull=True, quarterly_return__isnull=True, foi__isnull=False
                ),
                name="a_paper_is_of_one_thing",
            ),
            models.CheckConstraint(
                condition=Q(made_at=None, content="") | Q(made_at__isnull=False) & ~Q(content=""),
                name="a_made_paper_is_there",
            ),
        )

    def __str__(self):
        return self.reference

    @property
    def kind(self):
        return next(kind for kind in KINDS if getattr(self, f"{kind}_id") is not None)

    @property
    def is_given_up(self):
        return self.made_at is None and self.tries >= settings.PAPER_TRIES
