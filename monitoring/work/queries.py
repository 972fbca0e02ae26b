"""Whose work it is: the promises and files that wait for one person, and for those they stand in for."""

from django.db.models import Exists, OuterRef, Q, Subquery
from django.utils.timezone import localtime

import iss.models
import programme.models
import referrals.models
from accounts.cover import away_for
from accounts.roles import Role
from alerts.models import Notice
from iss.models import PartnerFile
from programme.models import Attendance, KeyWork, Session
from referrals.models import AssessmentOffer, InformationRequest, Referral
from referrals.statuses import Status
from timescales.promises import OwedBy, Promise

OWED = {
    Role.SOCIAL_WORKER: (OwedBy.SOCIAL_WORKER,),
    Role.SPOC: (OwedBy.SPOC, OwedBy.MY_TIME),
    Role.FACILITATOR: (OwedBy.FACILITATORS, OwedBy.MY_TIME),
    Role.MANAGER: tuple(OwedBy),
}
WORKED_WITH = (Status.SUITABLE, Status.ON_PROGRAMME, Status.ON_HOLD)
AT_THE_TABLE = (Promise.JOINT_DISCUSSION, Promise.REVIEW_RISK, Promise.JOINT_REVIEW)


def in_whose_name(user, *, at):
    """Ids of the person and of those for whom they stand in today."""
    return [user.pk, *away_for(user, at=at).values_list("pk", flat=True)]


def notices(user):
    """What must be acknowledged, the longest waiting first."""
    return Notice.objects.visible_to(user).unanswered().select_related("alert").order_by("pk")


def his_clocks(user, names):
    """Ticking promises on his files that are this person's to keep, soonest first."""
    mine = Referral.objects.visible_to(user)
    if user.role == Role.FACILITATOR:
        mine = mine.filter(Q(holder=None) | Q(holder__in=names))
    clocks = referrals.models.Deadline.objects.ticking().filter(referral__in=mine.filter(owes=True))
    return clocks.filter(_owed_by(user.role)).select_related("referral__man").order_by("due_at", "pk")


def _owed_by(role):
    """What the referrer owes first passes to the facilitators when it is missed, or where there is no referrer."""
    owed = Q(rule__owed_by__in=OWED[role])
    first = Q(rule__owed_by=OwedBy.REFERRER_FIRST)
    nobody = Q(referral__referrer=None, referral__team=None)
    if role == Role.SOCIAL_WORKER:
        return owed | (first & Q(missed_at=None))
    if role == Role.FACILITATOR:
        return owed | (first & (Q(missed_at__isnull=False) | nobody))
    return owed


def asked_of_referrers(user):
    """What somebody waits for an answer to, the longest first."""
    asked = InformationRequest.objects.visible_to(user).open()
    return asked.select_related("referral__man").order_by("asked_at", "pk")


def her_files(user, names):
    """The provider's open files: all for its manager; one's own, and those nobody has yet, for a worker."""
    files = PartnerFile.objects.visible_to(user)
    if user.role == Role.ISS_MANAGER:
        return files
    return files.filter(Q(worker=None) | Q(worker__in=names))


def her_clocks(files):
    clocks = iss.models.Deadline.objects.ticking().filter(partner_file__in=files)
    return clocks.select_related("partner_file").order_by("due_at", "pk")


def table_clocks(linked):
    """Discussions and reviews due of the men in ``linked`` (a queryset of their ids)."""
    clocks = referrals.models.Deadline.objects.ticking().filter(referral__in=linked, promise__in=AT_THE_TABLE)
    return clocks.select_related("referral__man").order_by("due_at", "pk")


def my_sessions(user, names):
    """The sessions one leads; a manager answers for all."""
    sessions = Session.objects.visible_to(user).select_related("group__venue", "topic")
    if user.role == Role.MANAGER:
        return sessions
    return sessions.led_by(names)


def register_clocks(sessions, *, at):
    """Promises of registers that run though the session is over: taken by nobody, or not for everybody."""
    over = sessions.exclude(state=Session.State.CANCELLED).filter(ends_at__lte=at)
    clocks = programme.models.Deadline.objects.running().filter(session__in=over, promise=Promise.REGISTER)
    return clocks.select_related("session__group").order_by("due_at", "pk")


def first_misses(sessions):
    """Men whose last session was missed without contact, and with whom nobody has spoken since."""
    missed = Attendance.objects.filter(session__in=sessions).missed_without_word()
    return missed.select_related("referral__man", "session").order_by("session__starts_at", "pk")


def contacts_to_record(user, names, *, at):
    """One-to-one contacts whose time has passed and of which nobody has recorded what came: planned by oneself, or of
    one's own files. Of a man who has left nothing is asked any more."""
    mine = Q(by__in=names) | Q(referral__holder__in=names)
    planned = KeyWork.objects.visible_to(user).filter(mine, state=KeyWork.State.PLANNED, planned_at__lte=at)
    planned = planned.filter(referral__status__in=WORKED_WITH)
    return planned.select_related("referral__man").order_by("planned_at", "pk")


def to_sign_off(user):
    """Files that wait, after the assessment, for what a manager alone may decide; the longest waiting first."""
    attended = AssessmentOffer.objects.filter(
        referral=OuterRef("pk"), outcome=AssessmentOffer.Outcome.ATTENDED
    ).order_by("-appointment_at")
    waiting = Referral.objects.visible_to(user).filter(
        status=Status.ASSESSMENT_BOOKED, strangulation=True, strangulation_signed_off_by=None
    )
    assessed = waiting.annotate(assessed_at=Subquery(attended.values("appointment_at")[:1]))
    return assessed.filter(assessed_at__isnull=False).select_related("man").order_by("assessed_at", "pk")


def without_a_clock(user, names, *, at):
    """Files of one's own where a step waits though no promise runs: assessments to record, decide or book again."""
    mine = Referral.objects.visible_to(user).filter(Q(holder=None) | Q(holder__in=names), imported=False)
    offers = AssessmentOffer.objects.filter(referral=OuterRef("pk"))
    offered = referrals.models.Deadline.objects.running().filter(
        referral=OuterRef("pk"), promise=Promise.OFFER_ASSESSMENT
    )
    over = Exists(offers.filter(outcome="", appointment_at__lte=at))
    attended = Exists(offers.filter(outcome=AssessmentOffer.Outcome.ATTENDED))
    open_offer = Exists(offers.filter(outcome=""))
    return (
        mine.annotate(over=over, attended=attended, open_offer=open_offer)
        .filter(
            Q(status=Status.ASSESSMENT_BOOKED, over=True)
            | Q(status=Status.ASSESSMENT_BOOKED, open_offer=False)
            | (Q(status=Status.CONTACTED) & ~Exists(offered))
            | Q(status=Status.ON_HOLD, hold_review_date__lte=localtime(at).date())
        )
        .select_related("man")
        .order_by("received_at", "pk")
    )
