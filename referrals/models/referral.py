"""His file: one referral of one man, its status, and the facts that every figure is made of."""

from datetime import date

import pghistory
import pgtrigger
from django.db import models
from django.db.models import Case, F, Q, Value, When

from accounts.addresses import address
from accounts.models import Area, Organisation, Team, User
from accounts.plainly import ReadPlainly
from accounts.refusal import Refused
from accounts.roles import Permission, Role
from audit.breaking import opened_to
from audit.restricting import is_closed
from referrals.statuses import MOVES, OPEN, CloseReason, Source, Status, UnsuitableReason, check_move

from .man import Man

# The order of lists: newest first, and what has no day last. Coalesce would be read row by row under row security
NEWEST = Case(When(received_date=None, then=Value(date.min)), default=F("received_date"))

# Django makes such a list anew at every call of get_..._display, and a list has twenty-five of them
WORDS = dict(Status.choices)


class Overtaken(Refused):
    """Somebody else moved the file first."""


class ReferralQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Those kept for the person, and what stands open to them in an emergency."""
        kept, opened = self.kept_for(user), opened_to(user, self.model)
        return kept | self.filter(pk__in=opened) if opened else kept

    def kept_for(self, user):
        """Pathway.md section 1: own and own team's, not yet passed on, own areas, or all; default none.

        But for the managers without what is restricted and does not name them.
        """
        if not user.may(Permission.SEE_HIS_FILES):
            return self.none()
        held = self.filter(destroyed_at=None)
        if user.role == Role.MANAGER:
            return held
        held = held.exclude(is_closed("pk", user, "referrals"))
        if user.role == Role.SPOC:
            ended_here = Q(status=Status.CLOSED, imported=False)
            return held.filter(Q(status=Status.RECEIVED) | ended_here, passed_on_at=None)
        if user.role == Role.FACILITATOR:
            return held.filter(area__in=user.area_ids).exclude(passed_on_at=None, imported=False)
        # Who goes to another authority leaves the referrals behind with the team.
        ours = Team.objects.filter(organisation=user.organisation_id)
        own = Q(referrer=user) & (Q(team=None) | Q(team__in=ours))
        if user.team_id:
            own |= Q(team=user.team_id)
        return held.filter(own)

    def by_newest(self):
        """Each with ``newest``, the day by which lists are in order; an index serves it. What a search found has it."""
        files = self if "newest" in self.query.annotations else self.annotate(newest=NEWEST)
        return files.order_by("-newest", "-pk")

    def open(self):
        return self.filter(status__in=OPEN)

    def ended_since(self, day):
        """Those whose course ended on ``day`` or later; what was imported ended elsewhere."""
        ended = self.filter(imported=False, status__in=ENDED)
        return ended.alias(ended_on=ENDED_ON).filter(ended_on__gte=day)


# The day of the move that ended his course, which the acts write beside the move; where a merge was taken back, any day
ENDED = (Status.UNSUITABLE, Status.CLOSED, Status.COMPLETED)
ENDED_ON = Case(
    When(came_from=Status.MERGED, then=Value(date.max)),
    When(status=Status.CLOSED, then=F("closed_date")),
    When(status=Status.COMPLETED, then=F("completed_date")),
    default=F("decision_date"),
)
_TRANSITIONS = [(old.value, new.value) for old, news in MOVES.items() for new in sorted(news)]


# Open, or something is still owed: what lists and home pages look at, of all that there ever was. An index says the
# same of each file (migration 0029); where a status is added and it does not, nothing is lost but time.
RUNS = Q(status__in=OPEN) | Q(owes=True)


@pghistory.track(pghistory.UpdateEvent(), pghistory.DeleteEvent(), exclude=["owes"])
class Referral(ReadPlainly):
    reference = models.CharField(max_length=40, unique=True)
    man = models.ForeignKey(Man, on_delete=models.PROTECT, related_name="referrals")
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    source = models.CharField(max_length=12, choices=Source.choices, blank=True)
    referrer = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    holder = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    status = models.CharField(max_length=20, choices=Status.choices, default=Status.RECEIVED)
    came_from = models.CharField(max_length=20, choices=Status.choices, blank=True)
    imported = models.BooleanField(default=False)
    merged_into = models.ForeignKey("self", on_delete=models.PROTECT, related_name="+", null=True, blank=True)

    # What the referrer knew
    abuse = models.TextField(blank=True)
    risk_known = models.TextField(blank=True)
    risk_level = models.CharField(
        max_length=6, choices=[("low", "Low"), ("medium", "Medium"), ("high", "High")], blank=True
    )
    strangulation = models.BooleanField(null=True, blank=True)
    strangulation_signed_off_by = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    accepts_responsibility = models.BooleanField(null=True, blank=True)
    willing_to_change = models.BooleanField(null=True, blank=True)
    eligibility_warnings = models.JSONField(default=list, blank=True)
    eligibility_override = models.TextField(blank=True)
    availability = models.CharField(max_length=200, blank=True)
    age_at_referral = models.PositiveSmallIntegerField(null=True, blank=True)
    children_ages = models.JSONField(null=True, blank=True)
    children_count = models.PositiveSmallIntegerField(null=True, blank=True)

    # Facts of the pathway, in its order
    received_date = models.DateField(null=True, blank=True)
    received_at = models.DateTimeField(null=True, blank=True)
    acknowledged_at = models.DateTimeField(null=True, blank=True)
    passed_on_at = models.DateTimeField(null=True, blank=True)
    first_attempt_at = models.DateTimeField(null=True, blank=True)
    contacted_at = models.DateTimeField(null=True, blank=True)
    assessment_offered_date = models.DateField(null=True, blank=True)
    assessment_attended_date = models.DateField(null=True, blank=True)
    decision = models.CharField(
        max_length=10, choices=[("suitable", "Suitable"), ("unsuitable", "Unsuitable")], blank=True
    )
    decision_date = models.DateField(null=True, blank=True)
    unsuitable_reason = models.CharField(max_length=30, choices=UnsuitableReason.choices, blank=True)
    first_session_offered_date = models.DateField(null=True, blank=True)
    sessions_required = models.PositiveSmallIntegerField(null=True, blank=True)
    sessions_attended = models.PositiveSmallIntegerField(null=True, blank=True)
    completed_date = models.DateField(null=True, blank=True)
    closed_date = models.DateField(null=True, blank=True)
    close_reason = models.CharField(max_length=30, choices=CloseReason.choices, blank=True)
    close_note = models.TextField(blank=True)
    hold_review_date = models.DateField(null=True, blank=True)
    # Set when a manager reopens a closed file: what was missed before no longer counts.
    misses_count_from = models.DateTimeField(null=True, blank=True)

    # Knowledge of the other side: that it exists, and no more
    linked_providers = models.ManyToManyField(Organisation, related_name="+", blank=True)
    counter_allegation = models.BooleanField(default=False)
    counter_reviewed_by_my_time = models.BooleanField(default=False)
    counter_reviewed_by_iss = models.BooleanField(default=False)

    # Whether a promise of his runs, paused or not: kept by a trigger on the promises, and by nobody else (migration 0027)
    owes = models.BooleanField(default=False, db_default=False, editable=False)

    # What said anything of anybody has been destroyed; the facts that figures are made of stay (monitoring/retention)
    destroyed_at = models.DateTimeField(null=True, blank=True)

    objects = ReferralQuerySet.as_manager()

    class Meta:
        triggers = (pgtrigger.FSM(name="legal_moves", field="status", transitions=_TRANSITIONS),)
        constraints = (
            models.CheckConstraint(condition=Q(status__in=Status.values), name="a_known_status"),
            models.CheckConstraint(
                condition=~Q(status=Status.MERGED) | Q(merged_into__isnull=False),
                name="merged_into_something",
            ),
            models.CheckConstraint(
                condition=Q(imported=True) | ~Q(status=Status.CLOSED) | Q(closed_date__isnull=False),
                name="closed_on_a_day",
            ),
            models.CheckConstraint(
                condition=Q(imported=True) | Q(received_at__isnull=False), name="received_at_a_moment"
            ),
        )
        indexes = (
            models.Index(NEWEST.desc(), F("id").desc(), name="referral_by_newest"),
            models.Index(NEWEST.desc(), F("id").desc(), name="referrals_that_run", condition=RUNS),
            models.Index(
                "area", NEWEST.desc(), F("id").desc(), name="referrals_of_areas_that_run", condition=RUNS
            ),
            models.Index(fields=["holder"], name="referrals_held_that_run", condition=RUNS),
            models.Index(fields=["referrer"], name="referrals_made_that_run", condition=RUNS),
            models.Index(fields=["team"], name="referrals_of_teams_that_run", condition=RUNS),
            models.Index("status", NEWEST.desc(), F("id").desc(), name="referrals_of_a_status"),
            models.Index(
                "area",
                ENDED_ON,
                name="referrals_ended_in_an_area",
                condition=Q(("status__in", ENDED), ("imported", False)),
            ),
            models.Index(fields=["area", "status", "-received_date"], name="referral_area_status"),
            models.Index(fields=["team", "-received_date"], name="referral_team"),
        )

    def __str__(self):
        return self.reference

    def get_absolute_url(self):
        return address("file", self.pk)

    def get_status_display(self):
        return WORDS.get(self.status, self.status)

    @property
    def is_open(self):
        return self.status in OPEN

    @property
    def is_followed(self):
        """Whether the social worker of it still works there, for the authority that made it."""
        if self.referrer_id is None or not self.referrer.may(Permission.ANSWER_RETURN):
            return False
        return self.team_id is None or self.team.organisation_id == self.referrer.organisation_id

    @property
    def nobody_follows(self):
        """He referred himself, and children's services have named no team of theirs."""
        return self.source == Source.SELF and not (self.referrer_id or self.team_id)

    @property
    def is_suitable(self):
        return self.decision == "suitable"

    @property
    def sharing_stopped(self):
        """A counter-allegation stops automatic sharing until a manager of each side has reviewed it."""
        return self.counter_allegation and not (
            self.counter_reviewed_by_my_time and self.counter_reviewed_by_iss
        )

    def may_become(self, status):
        return status in MOVES[self.status]

    def move(self, to, *, by, at, reason="", **facts):
        """Take one step of the pathway: compare-and-set, one history row. The only place where status changes.

        Raises IllegalMove when the pathway has no such step and Overtaken when somebody else moved the file first.
        """
        check_move(self.status, to, came_from=self.came_from)
        old = self.status
        facts |= {"status": Status(to), "came_from": old}
        if Referral.objects.filter(pk=self.pk, status=old).update(**facts) != 1:
            raise Overtaken("Somebody else has just moved this file. Look at it again before you go on.")
        for name, value in facts.items():
            setattr(self, name, value)
        self.status_changes.create(from_status=old, to_status=to, at=at, by=by, reason=reason)
