"""The summary says what counting everything says, after whatever has been done, at every moment."""

import random
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from accounts.models import Area
from alerts.models import Alert
from iss.models import PartnerFile
from monitoring.cohort_import import import_cohort
from monitoring.figures import Audience, Period, compute
from monitoring.figures.change import change
from monitoring.figures.facts import Facts
from monitoring.figures.spread import spread
from monitoring.models import SummaryPart, SummaryStale, SummaryTotal
from monitoring.models.summary import Family
from monitoring.overview import months
from monitoring.summary import begin_anew, facts_of, fold, fold_everything
from monitoring.summary.checking import differences
from monitoring.summary.families import moved
from monitoring.summary.reading import totals
from monitoring.summary.tasks import check_summary
from programme.models import Attendance, Session
from referrals.models import Deadline, Referral
from tests.proof import size
from tests.world import DAY, HIM, NOON, World

from .folders import write_cohort
from .invented_cohorts import random_cohort

pytestmark = pytest.mark.django_db


def everything(facts, at):
    """All that the pages show of the whole service."""
    return {
        "figures": compute(facts.period, Audience.INTERNAL, facts=facts),
        "spread": spread(facts),
        "change": change(facts),
    }


def counted(at, monkeypatch):
    """By counting, with no summary to look at."""
    with monkeypatch.context() as without:
        without.setattr(months, "kept_by_month", lambda **_: None)
        without.setattr(months, "held_by_month", lambda **_: None)
        return everything(Facts(Period(as_at=at)), at) | by_month(at)


def summed(at):
    return everything(facts_of(Period(as_at=at)), at) | by_month(at)


def by_month(at):
    promises = months.promises_by_month(at=at)
    # An area of which nothing fell due may stand there with nothing
    areas = {area: kept for area, kept in promises.areas.items() if any(kept)}
    return {
        "promises": (promises.months, areas, promises.total),
        "sessions": months.sessions_a_week(at=at),
    }


@pytest.fixture
def cohort(tmp_path):
    folder = write_cohort(tmp_path, **random_cohort(random.Random(7), men=150))
    import_cohort(folder, by=None, at=NOON)
    fold_everything(at=NOON)


def test_the_summary_of_a_cohort_is_what_counting_finds(cohort, monkeypatch):
    assert summed(NOON) == counted(NOON, monkeypatch)
    assert not SummaryStale.objects.exists()


def test_while_nothing_has_changed_nobody_is_counted(cohort, django_assert_max_num_queries):
    """Not even when there is much: the totals, a few trainings, how to plan for them, names of areas; twice as the service,
    which is said before and after."""
    with django_assert_max_num_queries(9) as asked:
        compute(Period(as_at=NOON), Audience.INTERNAL, facts=facts_of(Period(as_at=NOON)))
    assert sum("from person" in query["sql"] for query in asked.captured_queries) == 0


def test_an_act_counts_before_anything_is_folded(cohort, monkeypatch):
    before = summed(NOON)["figures"]["fig13"]["referrals"]
    World(NOON).received()
    assert SummaryStale.objects.exists()
    assert summed(NOON)["figures"]["fig13"]["referrals"] == before + 1
    assert summed(NOON) == counted(NOON, monkeypatch)


def test_what_is_dated_later_counts_from_that_day_on_with_nobody_doing_anything(monkeypatch):
    world = World(NOON)
    referral = world.suitable()
    Referral.objects.filter(pk=referral.pk).update(first_session_offered_date=(NOON + 3 * DAY).date())
    fold_everything(at=NOON)
    for days in (0, 2, 3, 40):
        at = NOON + days * DAY
        assert summed(at) == counted(at, monkeypatch), days
    assert summed(NOON + 2 * DAY)["figures"]["fig23"] != summed(NOON + 3 * DAY)["figures"]["fig23"]


def test_a_promise_that_runs_out_is_not_kept_from_that_moment_on(monkeypatch):
    world = World(NOON)
    world.received()
    fold_everything(at=NOON)
    due_at = Deadline.objects.order_by("due_at").first().due_at
    assert summed(due_at - timedelta(minutes=1))["promises"][2].not_kept == 0
    assert summed(due_at)["promises"][2].not_kept == 1
    assert summed(due_at) == counted(due_at, monkeypatch)


def test_with_another_definition_the_sums_are_worth_nothing(cohort, monkeypatch):
    SummaryTotal.objects.update(definition="of something else", sums={})
    assert summed(NOON) == counted(NOON, monkeypatch)
    fold(at=NOON, most=500)
    assert summed(NOON) == counted(NOON, monkeypatch)


def test_sums_that_are_wrong_are_found_and_made_anew(cohort, monkeypatch):
    assert differences(at=NOON) == 0
    part = SummaryPart.objects.filter(family="men").first()
    total = SummaryTotal.objects.get(family="men")
    moved(total.sums, part.sums, 1)
    total.save()
    assert differences(at=NOON) > 0
    check_summary()
    now = timezone.now()
    assert differences(at=now) == 0
    assert totals(Family, at=now)
    assert summed(now) == counted(now, monkeypatch)


def test_of_an_earlier_moment_than_it_was_summed_at_nothing_is_said(cohort, monkeypatch):
    """Promises have run out since: they are counted."""
    fold_everything(at=NOON + 40 * DAY)
    SummaryTotal.objects.update(folded_at=NOON + 40 * DAY)
    assert totals(Family, at=NOON) is None
    assert summed(NOON) == counted(NOON, monkeypatch)


def test_where_too_much_has_changed_it_is_counted(cohort, monkeypatch):
    begin_anew(at=NOON)
    SummaryStale.objects.bulk_create(SummaryStale(family="men", bucket=10_000 + n) for n in range(400))
    assert summed(NOON) == counted(NOON, monkeypatch)


def test_an_area_with_another_name_stands_under_it(cohort, monkeypatch):
    with connection.cursor() as cursor:
        cursor.execute("update accounts_area set name = 'Elsewhere' where name = 'Dudley'")
    assert "Elsewhere" in summed(NOON)["figures"]["fig18"]
    assert summed(NOON) == counted(NOON, monkeypatch)


def test_many_acts_leave_one_row_a_bucket_to_fold(cohort):
    World(NOON)
    Referral.objects.update(sessions_required=28)
    stale = SummaryStale.objects.filter(family="men")
    assert stale.count() == stale.values("bucket").distinct().count()


class Acts:
    """Random acts: those of the product where it is one, and bare changes of rows that only a correction makes."""

    def __init__(self, dice):
        self.dice, self.world, self.at = dice, World(NOON), NOON

    def act(self):
        self.at += timedelta(hours=self.dice.randrange(1, 30))
        self.dice.choice(
            (
                self.refer,
                self.carry_on,
                self.carry_on,
                self.correct,
                self.attend,
                self.hers,
                self.delete,
                self.fold,
            )
        )()

    def refer(self):
        him = HIM | {"first_name": f"Man{self.dice.randrange(5)}", "date_of_birth": None}
        area = self.dice.choice(Area.objects.all())
        self.world.received(at=self.at, him=him, area=area)

    def carry_on(self):
        step = self.dice.choice(
            (self.world.acknowledged, self.world.contacted, self.world.suitable, self.world.closed)
        )
        step(at=self.at)

    def correct(self):
        referral = self._some(Referral)
        if referral:
            day = (self.at + self.dice.randrange(-30, 30) * DAY).date()
            facts = (
                {"assessment_offered_date": day},
                {"assessment_attended_date": day},
                {"decision": self.dice.choice(("suitable", "unsuitable")), "decision_date": day},
                {"completed_date": day},
                {"area": self.dice.choice(Area.objects.all())},
                {"received_date": day},
                {"man": self._some(Referral).man},
            )
            Referral.objects.filter(pk=referral.pk).update(**self.dice.choice(facts))

    def attend(self):
        session = self._some(Session)
        if session is None or self.dice.random() < 0.3:
            starts_at = self.at + self.dice.randrange(-20, 20) * DAY
            session = Session.objects.create(
                reference=f"R{Session.objects.count()}-{self.dice.random()}",
                starts_at=starts_at,
                state="held",
            )
        for referral in Referral.objects.order_by("?")[:3]:
            outcome = self.dice.choice(("attended", "late", "absent_notice", "cancelled"))
            Attendance.objects.update_or_create(
                session=session,
                referral=referral,
                defaults={"outcome": outcome, "at": self.at, "by": self.world.facilitator},
            )

    def hers(self):
        file = self._some(PartnerFile)
        if file:
            PartnerFile.objects.filter(pk=file.pk).update(
                referred_date=(self.at + self.dice.randrange(-9, 9) * DAY).date(),
                satisfaction=self.dice.randrange(1, 6),
                safety=self.dice.choice(("improved", "deteriorated", "")),
            )

    def delete(self):
        taken = self._some(Attendance)
        if taken:
            taken.delete()

    def fold(self):
        fold(at=self.at, most=self.dice.choice((1, 3, 50)))

    def _some(self, model):
        return model.objects.order_by("?").first()


@pytest.mark.proof
@pytest.mark.parametrize("seed", range(size(short=3, whole=100)))
def test_after_whatever_has_been_done_the_summary_is_what_counting_finds(seed, monkeypatch):
    acts = Acts(random.Random(seed))
    for number in range(size(short=25, whole=60)):
        acts.act()
        if number % 5 == 4:
            assert summed(acts.at) == counted(acts.at, monkeypatch), (seed, number)
    fold_everything(at=acts.at)
    later = acts.at + acts.dice.randrange(0, 60) * DAY
    assert summed(later) == counted(later, monkeypatch)
    assert Alert.objects.exists()
