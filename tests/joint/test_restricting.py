"""A file restricted to those who are named: for everybody else there is no such file, and what is promised goes on."""

from datetime import date

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from accounts.identity import SYSTEM, acting_as
from accounts.models import Cover, User
from accounts.refusal import Refused
from alerts.actions import raise_alert
from alerts.audiences import Audience, Recipient
from alerts.delivery import deliver_batch
from alerts.kinds import Kind
from alerts.models import Notice
from audit.models import Entry
from intake.desk.alike import duplicates, how_many_alike
from iss.actions import allocate
from iss.models import PartnerFile
from joint.models import Pair
from joint.restricting import actions
from joint.restricting.reading import has_to_be_named, kept_of, may_be_named, proposed, standing
from monitoring import figures
from monitoring.actions import sweep
from monitoring.figures import Period, compute
from monitoring.glass.actions import break_glass
from programme.actions import change_group, cover_lead, enrol
from programme.models import Attendance, Enrolment
from referrals.actions import acknowledge
from referrals.models import Man, Referral
from tests.access.doors import MISSING, both_as_seen
from tests.world import DAY, HOUR, NOON, World

pytestmark = pytest.mark.django_db

BECAUSE = {"because": "known", "reason": "A cousin of his works with us."}


@pytest.fixture
def world(db):
    return World(NOON)


@pytest.fixture
def his(world):
    return world.contacted(at=NOON - DAY)


@pytest.fixture
def hers(world):
    return world.her_file(world.pending(at=NOON - DAY))


def anew(person):
    return User.objects.get(pk=person.pk)


def restrict(file, *named, by, at=NOON):
    return actions.restrict(kept_of(file), **BECAUSE, named=[anew(one) for one in named], by=anew(by), at=at)


def sees(person, file):
    return type(file).objects.visible_to(anew(person)).filter(pk=file.pk).exists()


def meets(person, rows):
    """Whether the wall in the database lets the person meet any of ``rows``, whatever the filters say."""
    with acting_as(anew(person)):
        return rows.all().exists()


def test_whoever_is_not_named_finds_no_such_file_and_whoever_is_named_does(world, his):
    assert sees(world.second_facilitator, his)
    assert sees(world.colleague, his)
    restrict(his, world.facilitator, world.social_worker, by=world.manager)
    for persona in ("facilitator", "social_worker", "manager"):
        assert sees(getattr(world, persona), his), persona
        assert meets(getattr(world, persona), Referral.objects.filter(pk=his.pk)), persona
    for persona in ("second_facilitator", "colleague", "spoc", "other_facilitator"):
        assert not sees(getattr(world, persona), his), persona
        assert not meets(getattr(world, persona), Referral.objects.filter(pk=his.pk)), persona
        assert not meets(getattr(world, persona), Man.objects.filter(pk=his.man_id)), persona
        assert not meets(getattr(world, persona), his.deadlines.all()), persona


def test_her_file_is_kept_back_from_her_service_and_the_man_with_it(client, world, hers):
    colleague = User.objects.create_user(
        "second@test.example",
        "x",
        name="Second",
        role="iss_worker",
        organisation=world.iss_worker.organisation,
    )
    pair = Pair.objects.filter(pk=hers.referral_id)
    assert sees(colleague, hers)
    assert Pair.objects.visible_to(colleague).filter(pk=hers.referral_id).exists()
    restrict(hers, world.iss_worker, by=world.iss_manager)
    assert not sees(colleague, hers)
    assert not meets(colleague, PartnerFile.objects.filter(pk=hers.pk))
    assert not Pair.objects.visible_to(anew(colleague)).filter(pk=hers.referral_id).exists()
    assert not meets(colleague, pair)
    client.force_login(world.iss_manager)
    assert "named alone" in client.get(hers.get_absolute_url()).content.decode()
    for person in (world.iss_worker, world.iss_manager):
        assert sees(person, hers)
        assert meets(person, pair)


def test_it_holds_for_all_his_referrals_and_those_to_come(world, his):
    restrict(his, world.facilitator, world.social_worker, by=world.manager)
    again = world.contacted(at=NOON)
    Referral.objects.filter(pk=again.pk).update(man=his.man_id)
    assert not sees(world.second_facilitator, again)
    assert sees(world.facilitator, again)


def test_lifted_everybody_sees_it_again_and_who_when_why_stays(world, his):
    restriction = restrict(his, world.facilitator, by=world.manager)
    with pytest.raises(Refused):
        restrict(his, world.facilitator, by=world.manager)
    actions.lift(kept_of(his), restriction, because="She has left.", by=world.manager, at=NOON + DAY)
    assert sees(world.second_facilitator, his)
    assert meets(world.second_facilitator, Referral.objects.filter(pk=his.pk))
    restriction.refresh_from_db()
    assert (restriction.lifted_by, restriction.lifted_because) == (world.manager, "She has left.")
    acts = list(Entry.objects.filter(about_id=his.pk).values_list("act", flat=True))
    assert {"file.restricted", "file.restriction_lifted"} <= set(acts)
    with pytest.raises(Refused):
        actions.lift(kept_of(his), restriction, because="Again.", by=world.manager, at=NOON + DAY)


def test_who_is_named_can_be_changed(world, his):
    restriction = restrict(his, world.facilitator, by=world.manager)
    kept = kept_of(his)
    actions.name(kept, restriction, named=[world.second_facilitator], by=world.manager, at=NOON + HOUR)
    assert not sees(world.facilitator, his)
    assert sees(world.second_facilitator, his)
    assert restriction.named.count() == 2


def test_a_promise_that_nobody_named_would_keep_refuses_it(world):
    him = world.acknowledged(at=NOON - DAY)
    with pytest.raises(Refused, match="Nobody whom you name would keep"):
        restrict(him, world.social_worker, by=world.manager)
    restrict(him, world.facilitator, by=world.manager)


def test_whoever_holds_the_file_or_leads_his_group_has_to_be_named(world):
    him = world.on_programme(at=NOON - 7 * DAY)
    needed = has_to_be_named(kept_of(him), at=NOON)
    assert set(needed) == {world.facilitator, world.second_facilitator}
    with pytest.raises(Refused, match="leads a group"):
        restrict(him, world.facilitator, by=world.manager)
    restrict(him, world.facilitator, world.second_facilitator, by=world.manager)
    assert proposed(kept_of(him), at=NOON) >= {world.facilitator.pk, world.social_worker.pk}


def test_only_people_who_would_see_it_are_named_and_only_managers_of_the_side_restrict(world, his, hers):
    for stranger in (world.other_facilitator, world.iss_worker, world.opcc, world.dpo):
        assert stranger not in may_be_named(kept_of(his), at=NOON)
        with pytest.raises(Refused):
            restrict(his, world.facilitator, stranger, by=world.manager)
    with pytest.raises(Refused):
        restrict(his, world.facilitator, by=world.facilitator)
    assert list(may_be_named(kept_of(hers), at=NOON)) == [world.iss_worker]


def test_the_others_of_his_area_meet_no_line_of_his_on_the_registers(world):
    third = User.objects.create_user(
        "third@test.example",
        "x",
        name="Third",
        role="facilitator",
        organisation=world.facilitator.organisation,
    )
    third.areas.set(world.facilitator.areas.all())
    him = world.on_programme(at=NOON - 14 * DAY)
    session = him.enrolments.get().first_session
    world.register(session, {him: "absent_notice"})
    mine = Attendance.objects.filter(referral=him)
    assert meets(third, mine)
    restrict(him, world.facilitator, world.second_facilitator, by=world.manager)
    assert not meets(third, mine)
    assert not meets(third, Enrolment.objects.filter(referral=him))
    assert not Attendance.objects.visible_to(anew(third)).exists()
    assert not Enrolment.objects.visible_to(anew(third)).exists()
    assert meets(world.second_facilitator, mine)


def test_nobody_leads_him_who_may_not_know_him(world):
    him = world.on_programme(at=NOON - 7 * DAY)
    group = him.enrolments.get().group
    restrict(him, world.facilitator, world.second_facilitator, by=world.manager)
    third = User.objects.create_user(
        "third@test.example",
        "x",
        name="Third",
        role="facilitator",
        sex="woman",
        organisation=world.facilitator.organisation,
    )
    third.areas.set(world.facilitator.areas.all())
    days = {"from_date": NOON.date() + DAY, "to_date": NOON.date() + 14 * DAY}
    with pytest.raises(Refused, match="cannot be led so"):
        cover_lead(group, away=world.second_facilitator, covered_by=third, **days, by=world.manager, at=NOON)
    with pytest.raises(Refused, match="cannot be led so"):
        change_group(group, lead_woman=third, by=world.manager, at=NOON)
    standing_in_force = standing(kept_of(him))
    named = [world.facilitator, world.second_facilitator, third]
    actions.name(kept_of(him), standing_in_force, named=named, by=world.manager, at=NOON)
    cover_lead(group, away=world.second_facilitator, covered_by=third, **days, by=world.manager, at=NOON)


def test_he_is_placed_in_no_group_whose_leads_are_not_named(world):
    him = world.suitable(at=NOON - DAY)
    group = world.group(at=NOON)
    restrict(him, world.facilitator, by=world.manager)
    first = group.sessions.order_by("starts_at").first()
    with pytest.raises(Refused, match="may not open his file"):
        enrol(him, group=group, first_session=first, by=world.facilitator, at=NOON)


def test_it_is_given_to_nobody_who_is_not_named(world, hers):
    second = User.objects.create_user(
        "second@test.example",
        "x",
        name="Second",
        role="iss_worker",
        organisation=world.iss_worker.organisation,
    )
    restrict(hers, world.iss_worker, by=world.iss_manager)
    with pytest.raises(Refused, match="may not open it"):
        allocate(hers, worker=second, by=world.iss_manager, at=NOON)
    allocate(hers, worker=world.iss_worker, by=world.iss_manager, at=NOON)
    him = world.received(at=NOON)
    restrict(him, world.spoc, world.facilitator, by=world.manager)
    with pytest.raises(Refused, match="may not open it"):
        acknowledge(him, holder=world.second_facilitator, by=world.spoc, at=NOON)
    acknowledge(him, holder=world.facilitator, by=world.spoc, at=NOON)


def told(him, at):
    alert = raise_alert(
        Kind.FILE_CLOSED,
        about=him,
        to=[Audience.FACILITATORS, Audience.REFERRER],
        at=at,
        key=f"a-test:{at.isoformat()}",
    )
    return {notice.person for notice in alert.notices.all()}


def test_nobody_is_told_of_it_who_is_not_named_a_stand_in_neither(world, his):
    assert told(his, NOON - HOUR) >= {world.facilitator, world.second_facilitator, world.social_worker}
    restrict(his, world.facilitator, by=world.manager)
    Cover.objects.create(
        away=world.facilitator,
        covered_by=world.second_facilitator,
        from_date=NOON.date(),
        to_date=NOON.date() + DAY,
    )
    assert told(his, NOON + HOUR) == {world.facilitator}


def test_where_nobody_who_is_named_is_left_the_managers_hear(world, his):
    restrict(his, world.facilitator, by=world.manager)
    User.objects.filter(pk=world.facilitator.pk).update(is_active=False)
    assert told(his, NOON + HOUR) == {world.manager}


def test_what_was_told_before_is_in_no_inbox_and_its_mail_does_not_go(client, world, his):
    told(his, NOON)
    mine = Notice.objects.visible_to(anew(world.second_facilitator)).filter(reference=his.reference)
    assert mine.exists()
    restrict(his, world.facilitator, by=world.manager)
    assert not mine.exists()
    while deliver_batch(at=NOON + HOUR, now=lambda: NOON + HOUR):
        pass
    gone = [one for one in mail.outbox if his.reference in one.subject]
    assert gone
    assert world.second_facilitator.email not in {to for one in gone for to in one.to}
    client.force_login(world.second_facilitator)
    assert his.reference not in client.get(reverse("inbox") + "?show=all").content.decode()


def test_those_who_are_named_are_told_that_and_never_why(world, his):
    restrict(his, world.facilitator, by=world.manager)
    notice = Notice.objects.get(alert__kind="restricted", person=world.facilitator)
    assert notice.alert.because == ""
    assert "cousin" not in str(list(Entry.objects.filter(act="file.restricted").values_list("details")))


def test_its_promises_go_on_and_are_chased(world):
    him = world.acknowledged(at=NOON - DAY)
    restrict(him, world.facilitator, by=world.manager)
    running = him.deadlines.running().first()
    Notice.objects.all().delete()
    sweep(at=running.due_at + HOUR)
    missed = {notice.person for notice in Notice.objects.filter(alert__kind="promise_missed")}
    assert world.facilitator in missed
    assert world.second_facilitator not in missed


def test_in_an_emergency_it_is_opened_and_manager_and_officer_hear(world, his):
    restrict(his, world.facilitator, by=world.manager)
    with acting_as(anew(world.second_facilitator)):
        assert not Referral.objects.filter(pk=his.pk).exists()
    break_glass(
        his, because="danger", reason="She rang.", by=anew(world.second_facilitator), at=timezone.now()
    )
    assert sees(world.second_facilitator, his)
    assert meets(world.second_facilitator, Referral.objects.filter(pk=his.pk))
    assert meets(world.second_facilitator, Man.objects.filter(pk=his.man_id))
    heard = {notice.person for notice in Notice.objects.filter(alert__kind="glass_broken")}
    assert heard == {world.manager, world.dpo}


def test_the_desk_is_not_led_to_him_and_the_managers_hear_that_he_may_have_come_again(world, his):
    restrict(his, world.facilitator, world.social_worker, by=world.manager)
    again = world.received(at=NOON)  # the same name, day of birth and number
    heard = Notice.objects.filter(alert__kind="may_be_restricted", reference=again.reference)
    assert {notice.person for notice in heard} == {world.manager}
    with acting_as(anew(world.spoc)):
        assert duplicates(again) == []
        assert how_many_alike([again]) == {again.pk: 0}
    with acting_as(anew(world.manager)):
        assert [each.latest for each in duplicates(again)] == [his]
    with acting_as(SYSTEM):
        assert how_many_alike([again]) == {again.pk: 1}


def test_the_page_warns_who_has_to_be_named_and_restricts(client, world):
    him = world.on_programme(at=NOON - 7 * DAY)
    client.force_login(world.manager)
    page = reverse("restricted", args=[him.pk])
    shown = client.get(page).content.decode()
    assert "has to know who is in the room" in shown
    posted = client.post(page, BECAUSE | {"named": [world.facilitator.pk]})
    assert "Name them too" in posted.content.decode()
    named = [world.facilitator.pk, world.second_facilitator.pk, world.social_worker.pk]
    assert client.post(page, BECAUSE | {"named": named}).status_code == 302
    assert standing(kept_of(him))
    assert "cousin" in client.get(page).content.decode()
    assert page in client.get(him.get_absolute_url()).content.decode()
    client.force_login(world.facilitator)
    assert page not in client.get(him.get_absolute_url()).content.decode()
    client.force_login(world.colleague)
    theirs, nothing = both_as_seen(client, him.get_absolute_url(), reverse("file", args=[MISSING]))
    assert theirs == nothing
    client.force_login(world.manager)
    assert client.post(reverse("lift_restriction", args=[him.pk]), {"because": "Over."}).status_code == 302
    assert not standing(kept_of(him))


def test_the_reason_is_a_managers_to_read(world, his):
    restriction = restrict(his, world.facilitator, by=world.manager)
    for persona, person in world.people.items():
        rows = type(restriction).objects.filter(pk=restriction.pk)
        assert meets(person, rows) == (persona == "manager"), persona
        assert rows.visible_to(anew(person)).exists() == (persona == "manager"), persona


def test_figures_count_it_as_before(world, his):
    with acting_as(anew(world.opcc)):
        nothing = compute(Period(first=date(2020, 1, 1), last=date(2020, 1, 2)), figures.Audience.INTERNAL)
        before = compute(Period(), figures.Audience.INTERNAL)
    assert before != nothing
    restrict(his, world.facilitator, by=world.manager)
    with acting_as(anew(world.opcc)):
        assert compute(Period(), figures.Audience.INTERNAL) == before


def test_what_her_worker_was_told_of_him_is_kept_back_with_her_file(world, hers):
    """They met him through her file alone: his reference stands in no inbox and no mail of theirs."""
    second = User.objects.create_user(
        "second@test.example",
        "x",
        name="Second",
        role="iss_worker",
        organisation=world.iss_worker.organisation,
    )
    him = hers.referral
    to = [Recipient(one, him.reference, "/joint/") for one in (world.iss_worker, second)]
    raise_alert(Kind.DISCUSSION_RECORDED, about=him, to=to, key="before", at=NOON)
    restrict(hers, world.iss_worker, by=world.iss_manager)
    raise_alert(Kind.DISCUSSION_RECORDED, about=him, to=to, key="after", at=NOON)

    def read_by(person):
        found = Notice.objects.visible_to(anew(person)).filter(reference=him.reference)
        return sorted(found.filter(alert__key__in=("before", "after")).values_list("alert__key", flat=True))

    assert read_by(world.iss_worker) == ["after", "before"]
    assert read_by(second) == []
    waiting = Notice.objects.filter(reference=him.reference, mail_due_at__isnull=False)
    assert second not in [notice.person for notice in waiting]
    assert world.iss_worker in [notice.person for notice in waiting]
