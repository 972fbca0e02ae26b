"""A man who is to make up for the session he missed, a topic that has upset men before, and words in another language."""

from alerts.actions import acknowledge
from alerts.kinds import Kind
from alerts.models import Notice
from iss import actions as iss
from iss.models import PartnerFile
from joint import actions as joint
from programme.actions import plan_visit
from programme.catching_up import covers
from programme.models import Attendance, Group, Session
from referrals.statuses import Status
from texts.changing import write_words

from .steps import DAY, HOUR

POLISH = {
    "tomorrow": "Twoja wizyta: {day}, godz. {time}. Prosimy przyjść 10 minut wcześniej. "
    "Jeśli nie możesz, zadzwoń: {phone}. Nie odpowiadaj na tę wiadomość.",
    "missed": "Nie było Cię {day}. Zadzwoń, proszę, jak najszybciej: {phone}. Nie odpowiadaj na tę wiadomość.",
}


def make_up_for_it(steps, *, at):
    """Whoever missed a session comes to another group's next one about the same topic."""
    missed = Attendance.objects.filter(
        outcome__in=("absent_no_contact", "absent_notice"),
        referral__status=Status.ON_PROGRAMME,
        session__group__isnull=False,
    )
    coming = Session.objects.filter(state=Session.State.PLANNED, starts_at__gt=at, group__area=steps.area)
    coming = list(coming.select_related("topic", "second_topic").order_by("starts_at"))
    for line in missed.select_related("session__topic", "referral").order_by("-session__starts_at"):
        own = set(line.referral.enrolments.values_list("group", flat=True))
        for session in coming:
            if session.group_id not in own and covers(session, line):
                plan_visit(line, session=session, by=steps.facilitator, at=at - HOUR)
                return


def upset_men_before(steps, *, at):
    """Two men were upset, months ago, by the topic that the evening group has next; the ISS answered at once."""
    group = Group.objects.get(name__endswith=" evening", area=steps.area)
    following = group.sessions.filter(state=Session.State.PLANNED, starts_at__gt=at).order_by("starts_at")[0]
    lines = Attendance.objects.filter(
        session__topic=following.topic, session__starts_at__lt=at - 60 * DAY, outcome__in=("attended", "late")
    )
    for line in lines.select_related("referral", "session").order_by("pk")[:2]:
        flagged = line.session.ends_at + HOUR
        joint.flag_distress(line, by=steps.facilitator, at=flagged)
        for file in PartnerFile.objects.told_of(line.referral):
            iss.answer_distress(file, by=steps.iss_worker, at=flagged + HOUR / 2)
        for notice in Notice.objects.filter(alert__kind=Kind.DISTRESS, acknowledged_at=None):
            acknowledge(notice, by=notice.person, at=flagged + HOUR / 2)


def write_in_polish(administrator, *, at):
    for occasion, words in POLISH.items():
        write_words(occasion=occasion, language="Polish", words=words, by=administrator, at=at - 30 * DAY)
