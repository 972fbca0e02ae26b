"""Letters to him: owed by the record, drafted from it, checked, issued, kept as issued, and gone."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.db.utils import InternalError

import paper
from accounts.refusal import Refused
from programme.actions import drop_letter, issue_letter, keep_letter, send_letter
from programme.letters.drafting import draft, gaps, source_of
from programme.letters.kinds import LetterKind
from programme.letters.owed import owed
from programme.models import Letter
from referrals import actions as his
from referrals.models import Man, Referral
from tests.paper.reading import words as words_on_paper
from tests.world import DAY, HOUR, WEEK, fresh

pytestmark = pytest.mark.django_db


def kinds(world, referral=None, *, at=None):
    rows = Referral.objects.filter(pk=referral.pk) if referral else Referral.objects.all()
    return [each.kind for each in owed(rows, at=at or world.now)]


def booked(world, **offer):
    referral = world.contacted()
    his.offer(
        referral,
        offered_date=world.now.date(),
        appointment_at=world.now + 3 * DAY,
        **{"mode": "in_person", "venue": "Millpond Hall"} | offer,
        by=world.facilitator,
        at=world.now,
    )
    return fresh(referral)


def written(world, referral, kind, *, more="", at=None):
    at = at or world.now
    each = next(each for each in owed(Referral.objects.filter(pk=referral.pk), at=at) if each.kind == kind)
    made = draft(source_of(referral, kind, each.fact, at=at))
    return keep_letter(
        referral, kind=kind, fact=each.fact, words=made.words + more, by=world.facilitator, at=at
    )


def issued(world, referral, kind, **how):
    letter = written(world, referral, kind, more=how.pop("more", ""))
    return issue_letter(letter, by=world.facilitator, at=world.now, **how)


def test_an_assessment_offered_owes_the_letter_of_its_appointment(world):
    referral = booked(world)
    assert kinds(world, referral) == [LetterKind.APPOINTMENT]
    assert kinds(world, referral, at=world.now + 4 * DAY) == []
    his.record_outcome(
        referral.assessment_offers.get(), outcome="cancelled_by_us", by=world.facilitator, at=world.now
    )
    assert kinds(world, referral) == []


def test_he_is_told_nothing_while_the_finding_is_provisional(world):
    assert kinds(world, world.pending()) == []


def test_a_place_owes_the_letter_with_its_first_session(world):
    referral = world.on_programme()
    assert kinds(world, referral) == [LetterKind.PLACE]
    letter = written(world, referral, LetterKind.PLACE)
    first = referral.enrolments.get().first_session
    assert f"{first.starts_at:%A %-d %B %Y} at 6:30pm" in letter.words
    assert "Millpond Hall" in letter.words


def test_a_missed_session_owes_one_unless_he_was_sent_a_text(world):
    referral = world.on_programme()
    session = referral.enrolments.get().first_session
    world.register(session, {referral: "absent_no_contact"})
    at = session.starts_at + 3 * HOUR
    assert kinds(world, referral, at=at) == [LetterKind.MISSED]
    Man.objects.filter(pk=referral.man_id).update(reminders="none")
    assert kinds(world, referral, at=at) == []


@pytest.mark.parametrize(
    ("stage", "kind"), [("unsuitable", LetterKind.NOT_SUITABLE), ("closed", LetterKind.CLOSED)]
)
def test_an_ending_owes_its_letter_for_four_weeks(world, stage, kind):
    referral = getattr(world, stage)()
    assert kinds(world, referral) == [kind]
    assert kinds(world, referral, at=world.now + 28 * DAY) == [kind]
    assert kinds(world, referral, at=world.now + 28 * DAY + timedelta(seconds=1)) == []


def test_who_completed_is_owed_a_certificate(world):
    group = world.group(required=2)
    referral = world.on_programme(group=group)
    for session in group.sessions.order_by("starts_at")[:2]:
        world.register(session, {referral: "attended"})
    at = world.now + 2 * WEEK
    assert kinds(world, fresh(referral), at=at) == [LetterKind.CERTIFICATE]
    words = written(world, fresh(referral), LetterKind.CERTIFICATE, at=at).words
    assert "Gareth Pemberwick" in words
    assert "2 sessions" in words
    assert "says nothing about risk" in words


@pytest.mark.parametrize(
    "reason", ["increased_risk", "breach", "other", "withdrawn_by_referrer", "ineligible"]
)
def test_why_a_file_was_closed_is_said_only_where_it_is_his_own_doing(world, reason):
    hidden = written(world, world.closed(reason=reason), LetterKind.CLOSED).words
    own = written(world, world.closed(reason="withdrew"), LetterKind.CLOSED).words
    assert "Your place with us has ended." in hidden
    assert "You told us that you do not want to go on." in own


@pytest.mark.parametrize("reason", ["denial", "mental_health", "too_high_risk", "unwilling_to_engage"])
def test_the_reason_of_a_decision_is_never_in_the_letter(world, reason):
    referral = world.attended()
    his.find_unsuitable(
        referral,
        stage="assessment",
        reason=reason,
        risks="Zanzibar",
        findings="Timbuktu",
        alternatives="Samarkand",
        by=world.facilitator,
        at=world.now,
    )
    first, second = (
        written(world, each, LetterKind.NOT_SUITABLE).words for each in (fresh(referral), world.unsuitable())
    )
    assert first == second


def test_what_is_issued_is_kept_as_it_was(world):
    Man.objects.update(address="")
    letter = issued(world, booked(world), LetterKind.APPOINTMENT)
    page = letter.html
    Man.objects.update(first_name="Somebody", address="9 Other Road\nElsewhere")
    letter.refresh_from_db()
    assert letter.html == page
    assert "Somebody" not in letter.html
    for change in ({"html": "x"}, {"words": "x"}, {"to": "x"}):
        with pytest.raises(InternalError, match="Cannot update"), transaction.atomic():
            Letter.objects.filter(pk=letter.pk).update(**change)
    with pytest.raises(Refused, match="settled by somebody else"):
        issue_letter(letter, by=world.facilitator, at=world.now)


def test_the_paper_says_what_the_record_says(world):
    referral = booked(world)
    Man.objects.filter(pk=referral.man_id).update(address="4 Station Road\nBirmingham\nB1 1AA")
    letter = issued(world, fresh(referral), LetterKind.APPOINTMENT)
    said = words_on_paper(paper.from_html(letter.html))
    for line in ("Gareth Pemberwick", "4 Station Road", "B1 1AA", "Millpond Hall", referral.reference):
        assert line in said
    assert "Saturday 6 June 2026 at 12:00pm" in said


def test_a_letter_that_lacks_something_does_not_go(world):
    letter = written(world, booked(world, venue=""), LetterKind.APPOINTMENT)
    assert gaps(letter.words) == ["where or how we meet"]
    with pytest.raises(Refused, match="where or how we meet"):
        issue_letter(letter, by=world.facilitator, at=world.now)


def test_a_letter_whose_appointment_has_moved_does_not_go(world):
    referral = booked(world)
    letter = written(world, referral, LetterKind.APPOINTMENT)
    his.record_outcome(letter.offer, outcome="cancelled_by_us", by=world.facilitator, at=world.now)
    with pytest.raises(Refused, match="has changed since"):
        issue_letter(letter, by=world.facilitator, at=world.now)


def test_a_letter_is_owed_until_it_has_gone(world):
    referral = booked(world)
    letter = issued(world, referral, LetterKind.APPOINTMENT)
    assert kinds(world, referral) == [LetterKind.APPOINTMENT]
    send_letter(letter, how="handed", gone_date=world.now.date(), by=world.facilitator, at=world.now)
    assert kinds(world, referral) == []
    with pytest.raises(Refused, match="already"):
        send_letter(letter, how="posted", gone_date=world.now.date(), by=world.facilitator, at=world.now)


def test_where_something_was_wrong_another_version_is_issued_and_the_first_stays(world):
    referral = booked(world)
    first = issued(world, referral, LetterKind.APPOINTMENT)
    second = issued(world, referral, LetterKind.APPOINTMENT)
    assert (first.version, second.version) == (1, 2)
    assert Letter.objects.get(pk=first.pk).html == first.html


def test_it_can_be_said_why_none_is_sent(world):
    referral = booked(world)
    fact = referral.assessment_offers.get()
    given = {"kind": LetterKind.APPOINTMENT, "fact": fact, "by": world.facilitator, "at": world.now}
    drop_letter(referral, because="He was told by phone", **given)
    assert kinds(world, referral) == []


def test_the_list_of_letters_costs_the_same_however_many(world, django_assert_max_num_queries):
    for _ in range(3):
        world.closed()
        booked(world)
    with django_assert_max_num_queries(6):
        assert len(owed(Referral.objects.all(), at=world.now)) == 6
