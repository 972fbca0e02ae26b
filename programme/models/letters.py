"""Letters to him, kept as they were issued; and the words that an administrator has written for them."""

import pgtrigger
from django.db import models
from django.db.models import Q
from django.urls import reverse

from accounts.models import User
from accounts.roles import Permission
from programme.letters.kinds import FACTS, MANNERS, LetterKind
from referrals.models import AssessmentOffer, Referral, StatusChange
from texts.models import WordingQuerySet

from .attendance import Attendance
from .sessions import Enrolment


def _one_of(names):
    """Exactly one of the keys is set."""
    found = Q()
    for name in names:
        found |= Q(**{f"{other}__isnull": other != name for other in names})
    return found


# What never changes again once it is issued
_KEPT = ("kind", "version", "heading", "words", "to", "html", "issued_at", "issued_by_id")
_CHANGED = " OR ".join(f'OLD."{column}" IS DISTINCT FROM NEW."{column}"' for column in _KEPT)


class LetterWording(models.Model):
    """Heading and words of a kind of letter in a language. Kept like the words of texts (docs/decisions/0018): what
    is replaced stays, and no row at all means our own English words."""

    kind = models.CharField(max_length=12, choices=LetterKind.choices)
    language = models.CharField(max_length=80)
    heading = models.CharField(max_length=120)
    words = models.TextField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    replaced_at = models.DateTimeField(null=True, blank=True)

    objects = WordingQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["kind", "language"],
                condition=Q(replaced_at=None),
                name="one_wording_of_a_letter_in_a_language",
            ),
        )

    def __str__(self):
        return f"{self.get_kind_display()}, {self.language}"


class LetterQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Those who write to him. Never the ISS, never the referrer."""
        if not user.may(Permission.CONTACT_HIM):
            return self.none()
        return self.filter(referral__in=Referral.objects.visible_to(user))

    def drafts(self):
        return self.filter(issued_at=None, dropped_at=None)

    def settled(self):
        """Nothing is owed any more: it has gone, or somebody said why it does not go."""
        return self.exclude(gone_at=None, dropped_at=None)


class Letter(models.Model):
    """One letter about one fact: a draft, then issued, then gone; or dropped with the reason.

    Where something was wrong with it another version is issued; the first stays as it was.
    """

    class How(models.TextChoices):
        POSTED = "posted", "Posted"
        HANDED = "handed", "Handed over"

    referral = models.ForeignKey(Referral, on_delete=models.PROTECT, related_name="letters")
    kind = models.CharField(max_length=12, choices=LetterKind.choices)
    version = models.PositiveSmallIntegerField(default=1)
    offer = models.ForeignKey(
        AssessmentOffer, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    enrolment = models.ForeignKey(
        Enrolment, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    attendance = models.ForeignKey(
        Attendance, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    change = models.ForeignKey(
        StatusChange, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    wording = models.ForeignKey(
        LetterWording, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )

    heading = models.CharField(max_length=120)
    # As the record gave it, and as somebody has made it
    drafted = models.TextField()
    words = models.TextField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    # Name and address, and the finished page, as they went
    to = models.TextField(blank=True)
    html = models.TextField(blank=True)
    # What the check asked about and somebody answered for
    looked_at = models.JSONField(default=list, blank=True)
    issued_at = models.DateTimeField(null=True, blank=True)
    issued_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", null=True, blank=True)

    gone_how = models.CharField(max_length=6, choices=How.choices, blank=True)
    gone_date = models.DateField(null=True, blank=True)
    gone_at = models.DateTimeField(null=True, blank=True)
    gone_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", null=True, blank=True)

    dropped_because = models.CharField(max_length=200, blank=True)
    dropped_at = models.DateTimeField(null=True, blank=True)
    dropped_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", null=True, blank=True)

    objects = LetterQuerySet.as_manager()

    class Meta:
        triggers = (
            pgtrigger.Protect(
                name="kept_as_issued",
                operation=pgtrigger.Update,
                condition=pgtrigger.Condition(f"OLD.issued_at IS NOT NULL AND ({_CHANGED})"),
            ),
            pgtrigger.Protect(
                name="never_deleted",
                operation=pgtrigger.Delete,
                condition=pgtrigger.Q(old__issued_at__isnull=False),
            ),
        )
        constraints = (
            models.CheckConstraint(
                condition=_one_of(FACTS),
                name="a_letter_is_about_one_fact",
            ),
            models.CheckConstraint(
                condition=Q(issued_at=None, html="") | Q(issued_at__isnull=False) & ~Q(html=""),
                name="issued_with_its_page",
            ),
            models.CheckConstraint(
                condition=Q(gone_at=None, gone_how="") | Q(issued_at__isnull=False) & ~Q(gone_how=""),
                name="only_what_is_issued_goes",
            ),
            models.CheckConstraint(
                condition=Q(dropped_at=None, dropped_because="")
                | Q(dropped_at__isnull=False, gone_at=None) & ~Q(dropped_because=""),
                name="dropped_for_a_reason",
            ),
            *(
                models.UniqueConstraint(
                    fields=[fact],
                    condition=Q(issued_at=None, dropped_at=None),
                    name=f"one_draft_of_a_letter_about_an_{fact}",
                )
                for fact in FACTS
            ),
        )
        indexes = (models.Index(fields=["referral", "-at"], name="letters_of_a_file"),)

    def __str__(self):
        return f"{self.get_kind_display()}, {self.referral}"

    def get_absolute_url(self):
        return reverse("letter", args=[self.pk])

    @property
    def manner(self):
        return MANNERS[LetterKind(self.kind)]

    @property
    def fact(self):
        return getattr(self, self.manner.about)

    @property
    def state(self):
        if self.dropped_at:
            return "Not sent"
        if self.gone_at:
            return self.get_gone_how_display()
        return "To be sent" if self.issued_at else "Draft"
