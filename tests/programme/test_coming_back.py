"""A man whose file was closed is invited back by a manager."""

import pytest
from django.urls import reverse

from accounts.refusal import Refused
from programme.actions import catch_up, enrol, invite_back
from programme.models import Return
from programme.progress import credited
from programme.topics import his_topics
from referrals.statuses import Status
from tests.programme.kit import ABSENT, CAME, a_man, men, said, sessions_of, six_weeks_ago, told
from tests.world import DAY, fresh
from timescales.promises import Promise


@pytest.fixture
def group(today):
    return today.group(at=six_weeks_ago(today), weeks=14)


@pytest.fixture
def him(today, group):
    """He came twice, then missed twice running."""
    him = a_man(today, group, at=six_weeks_ago(today))
    for session, outcome in zip(sessions_of(group), (CAME, CAME, ABSENT, ABSENT), strict=False):
        today.register(session, {him: outcome})
    return fresh(him)


@pytest.fixture
def coming(today, group):
    return [session for session in sessions_of(group) if session.starts_at > today.now]


def invited(today, him, session, *, repeats=()):
    plan = {"plan": "He rings before he misses.", "first_session": session, "repeats": repeats}
    return invite_back(him, **plan, by=today.manager, at=today.now)


def test_he_resumes_where_the_plan_says_and_is_expected_from_there_on(today, him, coming):
    invited(today, him, coming[1])
    assert fresh(him).status == Status.ON_PROGRAMME
    enrolment = him.enrolments.get(ended_at=None)
    assert enrolment.first_session == coming[1]
    assert him.returns.get().plan == "He rings before he misses."
    for person in (today.social_worker, today.iss_worker, today.facilitator):
        assert told(person, "reopened") == 1
    assert him.referrals_back.get().withdrawn_at
    assert not him.deadlines.running().filter(promise=Promise.END_MEASURES).exists()


def test_what_he_does_again_is_not_counted_on_her_page_either(client, today, him, coming):
    def counted():
        client.force_login(today.iss_worker)
        page = client.get(reverse("her_file", args=[today.her_file(him).pk]))
        return page.context["him"]["progress"]["credited"]

    assert counted() == credited(him) == 2
    invited(today, him, coming[0], repeats=him.attendances.filter(outcome=CAME)[:1])
    assert counted() == credited(him) == 1


def test_what_he_missed_before_no_longer_counts(today, him, coming):
    invited(today, him, coming[0])
    today.register(coming[0], {him: ABSENT}, confirm=False)
    assert fresh(him).status == Status.ON_PROGRAMME
    today.register(coming[1], {him: ABSENT})
    assert fresh(him).status == Status.CLOSED


def test_what_he_does_again_counts_no_longer_until_he_has_done_it(today, him, group, coming):
    first, second = him.attendances.filter(outcome=CAME).order_by("pk")
    invited(today, him, coming[0], repeats=[first])
    assert credited(fresh(him)) == 1
    states = {topic.topic: topic.state for topic in his_topics(him)}
    assert states[first.session.topic] == "To come"
    assert states[second.session.topic] == "Done"
    other = today.group(name="Another evening", at=today.now - 7 * DAY)
    there = other.sessions.order_by("starts_at").first()
    catch_up(first, session=there, by=today.facilitator, at=today.now)
    assert credited(fresh(him)) == 2


def test_the_place_is_refused_when_there_is_none(today, him, group, coming):
    men(today, group, 12)
    with pytest.raises(Refused, match="full"):
        invited(today, him, coming[0])
    assert fresh(him).status == Status.CLOSED
    assert group.enrolments.taking_a_place().count() == 12


def test_only_who_was_on_the_programme_is_invited_back(today, group, coming):
    with pytest.raises(Refused):
        invited(today, today.closed(), coming[0])


class TestThePage:
    def test_is_the_managers_and_lists_what_counts_so_far(self, client, today, him, coming):
        client.force_login(today.manager)
        assert reverse("invite_back", args=[him.pk]) in client.get(him.get_absolute_url()).content.decode()
        page = client.get(reverse("invite_back", args=[him.pk]))
        assert len(page.context["form"].fields["repeats"].choices) == 2
        line = him.attendances.filter(outcome=CAME).first()
        data = {"plan": "Key work every week", "first_session": coming[0].pk, "repeats": [line.pk]}
        response = client.post(reverse("invite_back", args=[him.pk]), data, follow=True)
        assert "He is on the programme again" in said(response)
        assert Return.objects.get().repeats.get() == line
        his_file = client.get(reverse("file_part", args=[him.pk, "programme"])).content.decode()
        assert "Key work every week" in his_file
        assert "He does again:" in his_file

    def test_says_so_when_no_group_has_a_place(self, client, today, him, group):
        men(today, group, 12)
        client.force_login(today.manager)
        page = client.get(reverse("invite_back", args=[him.pk]))
        assert "There is no place for him yet" in page.content.decode()


def test_two_men_for_the_last_place_do_not_make_thirteen(today, him, group, coming):
    men(today, group, 11)
    enrol(today.suitable(), group=group, first_session=coming[0], by=today.facilitator, at=today.now)
    with pytest.raises(Refused):
        invited(today, him, coming[0])
