"""Which teams of children's services have gone quiet."""

from dataclasses import dataclass

from django.db.models import Exists, F, Max, Min, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce, TruncDate
from django.utils.timezone import localtime

from accounts.acting import for_the_service
from accounts.models import Team, User
from accounts.roles import Role
from referrals.models import Referral
from timescales.working_time import add_calendar_months

from .models import QuietRule, TeamReminder


def months_before(at, months):
    return add_calendar_months(at, -months)


def with_last_referral():
    """Teams with ``last_date`` (of their latest referral, None if never), ``since_date`` (that, or the day on which
    the first of them could sign in), ``reminded_at`` and ``opted_out``."""
    referrals = Referral.objects.filter(team=OuterRef("pk")).order_by().values("team")
    people = User.objects.filter(team=OuterRef("pk")).order_by().values("team")
    reminders = TeamReminder.objects.filter(team=OuterRef("pk"))
    return Team.objects.annotate(
        last_date=Subquery(referrals.annotate(day=Max("received_date")).values("day")),
        first_date=TruncDate(Subquery(people.annotate(moment=Min("date_joined")).values("moment"))),
        reminded_at=Subquery(reminders.values("reminded_at")),
        opted_out=Exists(reminders.filter(opted_out=True)),
    ).annotate(since_date=Coalesce("last_date", F("first_date")))


def quiet_teams(rule, *, at):
    """The teams to be reminded at ``at``: quiet for long enough, not reminded lately, with somebody to tell."""
    working = User.objects.in_role(Role.SOCIAL_WORKER).filter(team=OuterRef("pk"))
    quiet_since = localtime(months_before(at, rule.quiet_months)).date()
    long_ago = Q(reminded_at=None) | Q(reminded_at__lte=months_before(at, rule.again_months))
    found = with_last_referral().filter(long_ago, since_date__lte=quiet_since, opted_out=False)
    return found.filter(Exists(working)).order_by("pk")


def rule_in_force(at):
    return QuietRule.objects.in_force(localtime(at).date())


@dataclass(frozen=True)
class TeamLine:
    """A team as the administrator sees it: ``state`` is a key of STATES."""

    team: Team
    state: str

    @property
    def words(self):
        return STATES[self.state][0]

    @property
    def tone(self):
        return STATES[self.state][1]


# How a team stands with us: in words, and in colour.
STATES = {
    "refers": ("Refers", "green"),
    "quiet": ("Has stopped referring", "yellow"),
    "never": ("Has never referred", "yellow"),
    "new": ("New", "blue"),
    "alone": ("Left alone", "grey"),
}


@for_the_service("when each team referred last; no referral comes out")
def team_lines(rule, *, at):
    """Every team of children's services, the quiet ones first."""
    since = localtime(months_before(at, rule.quiet_months)).date() if rule else None
    teams = with_last_referral().select_related("organisation").order_by("organisation__name", "name")
    lines = [TeamLine(team, _state(team, since)) for team in teams]
    return sorted(lines, key=lambda line: line.state not in ("quiet", "never"))


def _state(team, since):
    if team.opted_out:
        return "alone"
    if since is None or team.since_date is None or team.since_date > since:
        return "refers" if team.last_date else "new"
    return "quiet" if team.last_date else "never"
