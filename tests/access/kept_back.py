"""A restricted man and a restricted woman in the marked world, and those who work where both are kept and are not named."""

from dataclasses import dataclass, field

from accounts.models import User
from iss import actions as iss
from joint import actions as joint
from joint.restricting.actions import restrict
from joint.restricting.reading import kept_of
from programme.actions import Entry, cover_lead, enrol, take_register
from referrals import actions as his
from tests.world import DAY, HER, HIM, HOUR, WEEK, fresh

# Who would see him by their team, role or area; and her by their service. The last two work here for this alone
HIS_STRANGERS = ("social_worker", "colleague", "spoc", "third_facilitator")
HER_STRANGERS = ("second_iss_worker",)
PEOPLE = {"third_facilitator": "second_facilitator", "second_iss_worker": "iss_worker"}


@dataclass
class KeptBack:
    """``his``, ``hers``: {word: what it stands for}. References are words too, and apart: the trail may hold them."""

    file: object = None
    her_file: object = None
    his: dict = field(default_factory=dict)
    hers: dict = field(default_factory=dict)
    references: dict = field(default_factory=dict)
    # Those who go to every address about the two: who is kept back, and of those who are named one of each side
    walkers: tuple = ()

    def words(self):
        return self.his | self.hers | self.references


def keep_two_back(world, his_words, her_words):
    """``world.kept``: he comes to the group of all the others, she is supported by the service of the other marked one."""
    for name, like in PEOPLE.items():
        setattr(world, name, _colleague(name, getattr(world, like)))
    _cover_elsewhere(world)
    file = _him(world, his_words, _her(her_words))
    her = world.her_file(file)
    _his_words(world, file, his_words)
    _her_words(world, her, her_words)
    leads = [world.facilitator, world.second_facilitator]
    _restrict(file, leads, reason=his_words("why he is restricted"), by=world.manager, at=world.now)
    iss.allocate(her, worker=world.iss_worker, by=world.iss_manager, at=world.now)
    her.refresh_from_db()
    why = her_words("why she is restricted")
    _restrict(her, [world.iss_worker], reason=why, by=world.iss_manager, at=world.now)
    world.kept = KeptBack(fresh(file), her, his_words.made, her_words.made)
    walkers = (*HIS_STRANGERS, *HER_STRANGERS, "facilitator", "iss_worker")
    world.kept.walkers = tuple(getattr(world, name) for name in walkers)
    world.kept.references = {file.reference: "reference of his restricted file", her.reference: "of hers"}


def _colleague(name, like):
    person = User.objects.create_user(
        f"{name}@test.example",
        "x",
        name=name.replace("_", " ").title(),
        role=like.role,
        organisation=like.organisation,
        sex=like.sex,
    )
    person.areas.set(like.areas.all())
    return person


def _cover_elsewhere(world):
    """The matrix has somebody of another area stand in. In his group that would be refused: they are not named."""
    day = world.now.date() + 300 * DAY
    cover_lead(
        world.group(name="Birmingham, another one"),
        away=world.second_facilitator,
        covered_by=world.other_facilitator,
        from_date=day,
        to_date=day,
        by=world.manager,
        at=world.now,
    )


def _restrict(file, named, *, reason, by, at):
    restrict(kept_of(file), because="known", reason=reason, named=named, by=by, at=at)


def _her(words):
    address = words("her kept address")
    return HER | {
        "first_name": words("her kept first name"),
        "last_name": words("her kept last name"),
        "children_note": words("her kept children note"),
        "safe_contact": HER["safe_contact"] | {"address": address, "phone": "07700 900777"},
    }


def _him(world, words, partner):
    start = world.now - 6 * WEEK
    him = HIM | {
        "first_name": words("his kept first name"),
        "last_name": words("his kept last name"),
        "address": words("his kept address"),
        "phone": "07700 900666",
    }
    file = world.suitable(at=start, him=him, partners=[partner], risk_known=words("risk known of him"))
    session = world.the_group.sessions.filter(starts_at__lt=world.now).order_by("starts_at")[2]
    enrol(file, group=world.the_group, first_session=session, by=world.facilitator, at=start)
    entries = {file.pk: Entry("attended", note=words("note of his register"))}
    others = world.the_group.enrolments.filter(ended_at=None).exclude(referral=file)
    entries |= {one.referral_id: Entry("attended") for one in others if one.referral.is_open}
    take_register(session, entries=entries, by=world.facilitator, at=session.starts_at + 2 * HOUR)
    return fresh(file)


def _his_words(world, file, words):
    now, by = world.now, world.facilitator
    his.log_contact(
        file, happened_at=now, channel="phone", two_way=True, note=words("note of his contact"), by=by, at=now
    )
    his.send_message(file, text=words("message about him"), by=world.social_worker, at=now)
    day = {"happened_date": now.date(), "at": now}
    joint.report_incident(file, side="my_time", what=words("what happened with him"), by=by, **day)
    prepared = words("prepared about him")
    joint.prepare_item(file, text=prepared, occasion="review", topic="risk", by=world.manager, at=now)


def _her_words(world, file, words):
    now, by = world.now, world.iss_worker
    contact = {"channel": "in_person", "two_way": True, "safe_now": True}
    iss.log_contact(file, happened_at=now, note=words("note of her contact"), by=by, at=now, **contact)
    plan = {"other": words("her kept plan")}
    iss.write_safety_plan(file, parts=plan, made_date=now.date(), by=by, at=now)
    iss.open_support(file, by=by, at=now)
    note = words("note of her support")
    iss.log_support(file, kind="advocacy", date=now.date(), note=note, by=by, at=now)
    what = words("what happened with her")
    joint.report_incident(file.referral, side="iss", what=what, happened_date=now.date(), by=by, at=now)
