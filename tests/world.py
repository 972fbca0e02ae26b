"""A small region for tests: its people, and files at every stage, made by the same actions the product uses.

Everybody and everything is invented. ``World(now)`` makes the people; its methods carry a referral forward, one step
each, and take the moment as an argument. ``World(now).every_stage()`` has one of each as attributes.
"""

from datetime import UTC, date, datetime, time, timedelta

from accounts.models import Area, Organisation, Team, User
from accounts.roles import Role
from intake.actions import merge, start_draft, submit
from iss import actions as iss
from iss.models import PartnerFile
from joint.actions import decide_provisional, record_side
from programme.actions import Entry, enrol, open_group, plan_sessions, take_register
from programme.models import Group, ProgrammeVersion, Venue
from referrals import actions as his
from referrals.models import Referral

NOON = datetime(2026, 6, 3, 11, 0, tzinfo=UTC)  # a Wednesday, noon in London
HOUR, DAY, WEEK = timedelta(hours=1), timedelta(days=1), timedelta(weeks=1)
PASSWORD = "correct-horse-battery"

# persona: role, organisation, areas, team, sex. "other_" people are the strangers of the access matrix.
PEOPLE = {
    "social_worker": (Role.SOCIAL_WORKER, "Birmingham Children's Services", (), "North", ""),
    "colleague": (Role.SOCIAL_WORKER, "Birmingham Children's Services", (), "North", ""),
    "other_social_worker": (Role.SOCIAL_WORKER, "Birmingham Children's Services", (), "South", ""),
    "spoc": (Role.SPOC, "My Time", (), "", ""),
    "facilitator": (Role.FACILITATOR, "My Time", ("Birmingham", "Solihull"), "", "man"),
    "second_facilitator": (Role.FACILITATOR, "My Time", ("Birmingham", "Solihull"), "", "woman"),
    "other_facilitator": (Role.FACILITATOR, "My Time", ("Coventry",), "", "woman"),
    "manager": (Role.MANAGER, "My Time", (), "", ""),
    "iss_worker": (Role.ISS_WORKER, "Birmingham and Solihull Women's Aid", (), "", ""),
    "iss_manager": (Role.ISS_MANAGER, "Birmingham and Solihull Women's Aid", (), "", ""),
    "other_iss_worker": (Role.ISS_WORKER, "Coventry Haven", (), "", ""),
    "other_iss_manager": (Role.ISS_MANAGER, "Coventry Haven", (), "", ""),
    "opcc": (Role.OPCC, "Office of the Police and Crime Commissioner", (), "", ""),
    "administrator": (Role.ADMINISTRATOR, "Platform team", (), "", ""),
    "dpo": (Role.DPO, "Platform team", (), "", ""),
}

HIM = {
    "first_name": "Gareth",
    "last_name": "Pemberwick",
    "date_of_birth": date(1990, 5, 17),
    "phone": "07700 900123",
}
HER = {
    "first_name": "Marisol",
    "last_name": "Quillfeather",
    "relation": "former",
    "safe_contact": {
        "phone": "07700 900456",
        "phone_whose": "Her sister's",
        "address": "4 Larkspur Cottages, Hiddenham",
        "call": "yes",
        "text": "no",
        "safe_times": "Weekdays, school hours",
        "code_word": "marmalade",
    },
}
CHILDREN = [{"first_name": "Robin", "age": 6, "plan": "cp"}]


class World:
    def __init__(self, now=NOON):
        self.now = now
        self.area = Area.objects.get(name="Birmingham")
        self.people = {name: self._person(name, *row) for name, row in PEOPLE.items()}
        for name, person in self.people.items():
            setattr(self, name, person)

    def _person(self, name, role, organisation, areas, team, sex):
        organisation = Organisation.objects.get(name=organisation)
        if team:
            team, _ = Team.objects.get_or_create(organisation=organisation, name=team)
        person = User.objects.create_user(
            f"{name}@test.example",
            PASSWORD,
            name=name.replace("_", " ").title(),
            role=role,
            organisation=organisation,
            team=team or None,
            sex=sex,
        )
        person.areas.set(Area.objects.filter(name__in=areas))
        return person

    # One step each

    def received(self, *, at=None, him=None, partners=None, **referral):
        at = at or self.now
        draft = start_draft(by=self.social_worker, at=at)
        fields = {"area": self.area, "source": "cp", "abuse": "Pushed and threatened her.", **referral}
        return submit(
            draft,
            him=him or dict(HIM),
            referral=fields,
            children=[dict(child) for child in CHILDREN],
            partners=[dict(HER)] if partners is None else partners,
            by=self.social_worker,
            at=at,
        )

    def acknowledged(self, referral=None, *, at=None, **received):
        referral = referral or self.received(at=at, **received)
        his.acknowledge(referral, by=self.spoc, at=at or self.now)
        return referral

    def contacted(self, referral=None, *, at=None, **received):
        referral = referral or self.acknowledged(at=at, **received)
        at = at or self.now
        his.log_contact(referral, happened_at=at, channel="phone", two_way=True, by=self.facilitator, at=at)
        return referral

    def booked(self, referral=None, *, at=None, **received):
        referral = referral or self.contacted(at=at, **received)
        at = at or self.now
        his.offer(
            referral, offered_date=at.date(), appointment_at=at, mode="in_person", by=self.facilitator, at=at
        )
        return referral

    def attended(self, referral=None, *, at=None, **received):
        referral = referral or self.booked(at=at, **received)
        offer = referral.assessment_offers.get(outcome="")
        his.record_outcome(offer, outcome="attended", by=self.facilitator, at=at or self.now)
        return fresh(referral)

    def pending(self, referral=None, *, at=None, **received):
        referral = referral or self.attended(at=at, **received)
        decide_provisional(referral, findings="Accepts some of it.", by=self.facilitator, at=at or self.now)
        return referral

    def suitable(self, referral=None, *, at=None, **received):
        referral = referral or self.pending(at=at, **received)
        at = at or self.now
        for side, person in (("my_time", self.manager), ("iss", self._of_her_service(referral))):
            record_side(referral, side=side, verdict="suitable", findings="Agreed.", by=person, at=at)
        return fresh(referral)

    def _of_her_service(self, referral):
        """The ISS worker whose service supports his partner."""
        workers = (self.iss_worker, self.other_iss_worker)
        return next(
            (one for one in workers if one.organisation_id == referral.area.provider_id), self.iss_worker
        )

    def unsuitable(self, referral=None, *, at=None, **received):
        referral = referral or self.attended(at=at, **received)
        his.find_unsuitable(
            referral,
            stage="assessment",
            reason="denial",
            risks="Escalating.",
            by=self.facilitator,
            at=at or self.now,
        )
        return fresh(referral)

    def group(self, *, name="Birmingham Wednesday evening", required=None, weeks=8, at=None, area=None):
        """A group whose next session is in the coming week. ``required``: a version with so many sessions."""
        at, area = at or self.now, area or self.area
        version = ProgrammeVersion.objects.get(name="30-week programme")
        if required:
            version, _ = ProgrammeVersion.objects.get_or_create(
                name=f"{required} sessions", sessions_required=required, valid_from=date(2017, 9, 1)
            )
        venue, _ = Venue.objects.get_or_create(area=area, name="Millpond Hall")
        weekday = (at + DAY).weekday() if (at + DAY).weekday() < 5 else 0
        # The pair leads one group after the other, the first in the evening.
        before = Group.objects.filter(weekday=weekday, lead_man=self.facilitator).count()
        group = open_group(
            name=name,
            area=area,
            venue=venue,
            version=version,
            weekday=weekday,
            starts=time(18 - 2 * before, 30),
            lead_man=self.facilitator,
            lead_woman=self.second_facilitator,
            by=self.manager,
            at=at,
        )
        plan_sessions(group, from_date=(at + DAY).date(), weeks=weeks, by=self.manager, at=at)
        return group

    def on_programme(self, referral=None, *, group=None, at=None, **received):
        at = at or self.now
        referral = referral or self.suitable(at=at, **received)
        group = group or self.group(at=at)
        first = group.sessions.filter(starts_at__gt=at).order_by("starts_at").first()
        enrol(referral, group=group, first_session=first, by=self.facilitator, at=at)
        return fresh(referral)

    def register(self, session, outcomes, *, confirm=True):
        """Take a register two hours after it began: ``outcomes`` is {referral: outcome}."""
        entries = {referral.pk: Entry(outcome) for referral, outcome in outcomes.items()}
        confirmed = list(entries) if confirm else []
        at = session.starts_at + 2 * HOUR
        return take_register(session, entries=entries, confirmed=confirmed, by=self.facilitator, at=at)

    def closed(self, referral=None, *, at=None, reason="withdrew", **received):
        referral = referral or self.contacted(at=at, **received)
        his.close(referral, reason=reason, by=self.facilitator, at=at or self.now)
        return fresh(referral)

    # Her side

    def her_file(self, referral):
        return PartnerFile.objects.get(referral=referral)

    def her_contacted(self, file, *, at=None):
        at = at or self.now
        iss.log_contact(
            file, happened_at=at, channel="call", two_way=True, safe_now=True, by=self.iss_worker, at=at
        )
        return file

    def every_stage(self):
        """One file of each stage, six weeks of sessions behind it; attributes named after the stage + ``_file``."""
        start = self.now - 6 * WEEK
        self.draft = start_draft(by=self.social_worker, at=self.now)
        for stage in ("received", "acknowledged", "contacted", "booked", "attended", "pending", "suitable"):
            setattr(self, f"{stage}_file", getattr(self, stage)(at=start))
        self.unsuitable_file = self.unsuitable(at=start)
        self.the_group = self.group(at=start, weeks=12)
        self.programme_file = self.on_programme(group=self.the_group, at=start)
        past = self.the_group.sessions.filter(starts_at__lt=self.now).order_by("starts_at")
        self.held_session = past[0]
        self.register(self.held_session, {self.programme_file: "absent_notice"})
        self.attendance = self.programme_file.attendances.get()
        self.due_session = past[1]
        self.future_session = (
            self.the_group.sessions.filter(starts_at__gt=self.now).order_by("starts_at").first()
        )
        self.closed_file = self.closed(at=start)
        self.linked_file = self.her_contacted(self.her_file(self.programme_file), at=start)
        self.released_file = self.her_file(self.pending_file)
        self.notice = self.facilitator.notices.order_by("pk").first()
        twice = dict(HIM, first_name="Perceval", last_name="Twicereferred")
        known, self.merged_file = (self.received(him=dict(twice), partners=[], at=start) for _ in range(2))
        self.merge = merge(self.merged_file, into=known, by=self.spoc, at=self.now)
        return self


def fresh(referral):
    return Referral.objects.get(pk=referral.pk)
