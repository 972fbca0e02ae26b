"""Her file, behind the wall. No key out of this room can be followed back: every related_name is '+'."""

from datetime import date

import pghistory
import pgtrigger
from django.db import models
from django.db.models import Q, Value
from django.db.models.functions import Coalesce

from accounts.addresses import address
from accounts.models import Area, Organisation, User
from accounts.plainly import ReadPlainly
from accounts.roles import Permission, Role
from audit.breaking import opened_to
from audit.restricting import is_closed
from iss.statuses import HER_MOVES, Change, HerStatus, check_her_move
from referrals.models import Overtaken, Referral
from sealing import SealedTextField
from timescales.models import Deadline as AbstractDeadline


class PartnerFileQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Those kept for the person, and what stands open to them in an emergency: released as well."""
        kept, opened = self.kept_for(user), opened_to(user, self.model)
        return kept | self.filter(pk__in=opened).exclude(status=HerStatus.HELD) if opened else kept

    def kept_for(self, user):
        """Files of the person's own provider, once released; to a worker none that is restricted to others. Nobody
        else has any."""
        if not user.may(Permission.SEE_HER_FILES):
            return self.none()
        own = self.filter(provider=user.organisation_id, destroyed_at=None)
        if user.role != Role.ISS_MANAGER:
            own = own.exclude(is_closed("pk", user, "iss"))
        return own.exclude(status=HerStatus.HELD)

    def by_referred(self):
        """Each with ``referred``, the day by which a list is in order: what has none comes last."""
        day = Coalesce("referred_date", Value(date.min))
        return self.annotate(referred=day).order_by("-referred", "-pk")

    def told(self):
        """Released: their workers are told about the referral they are linked to."""
        return self.exclude(status=HerStatus.HELD)

    def told_of(self, referral):
        return self.told().filter(referral=referral)


class OfFileQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(file__in=PartnerFile.objects.visible_to(user))


_TRANSITIONS = [(old.value, new.value) for old, news in HER_MOVES.items() for new in sorted(news)]


# What may say how she is reached
_SEALED = ("children_note", "other_support")


# The row history keeps no copy of what is sealed: it is nobody's to read there, and could not be sealed anew.
@pghistory.track(pghistory.UpdateEvent(), pghistory.DeleteEvent(), exclude=list(_SEALED))
class PartnerFile(ReadPlainly):
    class Relation(models.TextChoices):
        CURRENT = "current", "Current partner"
        FORMER = "former", "Former partner"

    reference = models.CharField(max_length=40, unique=True)
    referral = models.ForeignKey(Referral, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    provider = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    worker = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    status = models.CharField(max_length=10, choices=HerStatus.choices, default=HerStatus.HELD)
    first_name = models.CharField(max_length=80, blank=True)
    last_name = models.CharField(max_length=80, blank=True)
    relation = models.CharField(max_length=8, choices=Relation.choices, blank=True)
    children_note = SealedTextField(bound_to=["reference"])
    language = models.CharField(max_length=80, blank=True)
    interpreter_needed = models.BooleanField(null=True, blank=True)
    # Who else supports her, as the referrer knew it
    other_support = SealedTextField(bound_to=["reference"])
    imported = models.BooleanField(default=False)

    referred_date = models.DateField(null=True, blank=True)
    released_at = models.DateTimeField(null=True, blank=True)
    first_attempt_at = models.DateTimeField(null=True, blank=True)
    contacted_at = models.DateTimeField(null=True, blank=True)
    support_opened_at = models.DateTimeField(null=True, blank=True)
    closed_date = models.DateField(null=True, blank=True)
    closed_because = models.TextField(blank=True)

    # From which day her measures are counted: that of his start, or on which he would have started
    measures_from = models.DateField(null=True, blank=True)

    # Older records of support given; newer ones are rows of their own.
    imported_support = models.JSONField(default=list, blank=True)
    satisfaction = models.PositiveSmallIntegerField(null=True, blank=True)
    health_wellbeing = models.CharField(max_length=12, choices=Change.choices, blank=True)
    everyday_life = models.CharField(max_length=12, choices=Change.choices, blank=True)
    safety = models.CharField(max_length=12, choices=Change.choices, blank=True)
    # The four of Figure 30 follow from what she said; what was entered directly is never written over
    benefits_derived = models.BooleanField(default=False)

    # What said anything of anybody has been destroyed; the facts that figures are made of stay (monitoring/retention)
    destroyed_at = models.DateTimeField(null=True, blank=True)

    objects = PartnerFileQuerySet.as_manager()

    class Meta:
        triggers = (pgtrigger.FSM(name="her_legal_moves", field="status", transitions=_TRANSITIONS),)
        constraints = (
            models.CheckConstraint(condition=Q(status__in=HerStatus.values), name="her_known_status"),
            models.CheckConstraint(
                condition=Q(satisfaction=None) | Q(satisfaction__gte=1, satisfaction__lte=5),
                name="satisfaction_from_1_to_5",
            ),
        )
        indexes = (
            models.Index(fields=["provider", "status", "-id"], name="her_files_of_provider"),
            models.Index(fields=["referral"], name="her_file_of_referral"),
            models.Index(
                fields=["worker"],
                condition=~Q(status=HerStatus.HELD) & ~Q(status=HerStatus.CLOSED),
                name="her_files_that_run",
            ),
        )

    def __str__(self):
        return self.reference

    def get_absolute_url(self):
        return address("her_file", self.pk)

    @property
    def name(self):
        return name_of(self.first_name, self.last_name, self.reference)

    @property
    def short_reference(self):
        """The reference without the letters that say whose it is: for a paper that may lie about somewhere."""
        return self.reference.partition("-")[2] or self.reference

    @property
    def safe_contact(self):
        return self.safe_contacts.filter(superseded_at=None).first()

    def move(self, to, *, by, at, **facts):
        """Take one step: compare-and-set, one history row."""
        check_her_move(self.status, to)
        old = self.status
        facts |= {"status": HerStatus(to)}
        if PartnerFile.objects.filter(pk=self.pk, status=old).update(**facts) != 1:
            raise Overtaken("Somebody else has just changed this file. Look at it again before you go on.")
        for name, value in facts.items():
            setattr(self, name, value)
        self.status_changes.create(from_status=old, to_status=to, at=at, by=by)


def name_of(first_name, last_name, reference):
    """Her name, for her services; where it is not recorded, what stands for it."""
    return f"{first_name} {last_name}".strip() or f"Name not recorded ({reference})"


class HerStatusChange(models.Model):
    file = models.ForeignKey(PartnerFile, on_delete=models.CASCADE, related_name="status_changes")
    from_status = models.CharField(max_length=10, choices=HerStatus.choices)
    to_status = models.CharField(max_length=10, choices=HerStatus.choices)
    at = models.DateTimeField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", null=True, blank=True)

    objects = OfFileQuerySet.as_manager()

    def __str__(self):
        return f"{self.file}: {self.get_to_status_display()}"


class Deadline(AbstractDeadline):
    """A promise to her. It never stops because his file closes."""

    partner_file = models.ForeignKey(PartnerFile, on_delete=models.CASCADE, related_name="deadlines")

    class Meta(AbstractDeadline.Meta):
        constraints = (
            *AbstractDeadline.Meta.constraints,
            models.UniqueConstraint(
                fields=["partner_file", "promise"],
                condition=Q(kept_at=None, stopped_at=None, excused_at=None),
                name="one_running_promise_of_a_kind_on_her_file",
            ),
        )

    @property
    def file(self):
        return self.partner_file
