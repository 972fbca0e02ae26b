"""A world whose one man and one partner carry a word of their own in every field where something of theirs is kept."""

from django.utils import timezone

from accounts.models import Area
from iss import actions as iss
from joint import actions as joint
from outcomes.models import InstrumentVersion
from outcomes.scales import SKIPPED
from programme.actions import Entry, enrol, take_register
from referrals import actions as his
from tests.access.kept_back import keep_two_back
from tests.world import HER, HIM, HOUR, WEEK, World, fresh


class Markers:
    """Words that occur nowhere else; ``made`` remembers each with what it stands for."""

    def __init__(self, prefix):
        self.prefix, self.made = prefix, {}

    def __call__(self, meaning):
        word = f"{self.prefix}{len(self.made):02d}q{meaning.replace(' ', '')}"
        self.made[word] = meaning
        return word


def marked_world():
    """``every_stage()`` with ``marked`` and ``marked_file``, in ``hers`` and ``health`` {word: what it stands for}, and in
    ``kept`` two files that are restricted."""
    hers, health = Markers("zherz"), Markers("zhisz")
    world = World(timezone.now()).every_stage()
    him = _him(world, health, _partner(hers), world.now - 6 * WEEK)
    _programme(world, him, health)
    world.marked, world.marked_file = fresh(him), world.her_file(him)
    _her_file(world, hers)
    _table(world, hers, health)
    world.hers, world.health = hers.made, health.made
    keep_two_back(world, Markers("zkhis"), Markers("zkher"))
    return world


def _partner(hers):
    contact = {
        "phone": "07700 900999",
        "phone_whose": hers("whose number"),
        "email": f"{hers('email')}@example.org",
        "address": hers("address"),
        "call": "yes",
        "safe_times": hers("safe times"),
        "who_may_answer": hers("who may answer"),
        "cover_name": hers("cover name"),
        "code_word": hers("code word"),
    }
    agreement = {
        "about": "contact",
        "agreed": False,
        "form": "verbal",
        "asked_date": timezone.now().date(),
        "asked_by": hers("who asked her"),
        "witness": hers("witness"),
        "risk_note": hers("risk of her refusal"),
    }
    return HER | {
        "first_name": hers("first name"),
        "last_name": hers("last name"),
        "children_note": hers("children note"),
        "language": hers("language"),
        "other_support": hers("who supports her"),
        "safe_contact": contact,
        "agreement": agreement,
    }


def _him(world, health, partner, start):
    him = HIM | {
        "last_name": "Ostrander",
        "phone": "07700 900888",
        "email": f"{health('his email')}@example.org",
        "address": health("his address"),
        "additional_needs": [health("his needs")],
        "religion": health("his religion"),
    }
    referral = world.acknowledged(at=start, him=him, partners=[partner], risk_known="Pushed her in May.")
    note = health("note of a contact")
    his.log_contact(
        referral, happened_at=start, channel="phone", two_way=True, note=note, by=world.facilitator, at=start
    )
    referral = world.attended(world.booked(fresh(referral), at=start), at=start)
    joint.decide_provisional(referral, findings=health("findings"), by=world.facilitator, at=start)
    return world.suitable(fresh(referral), at=start)


def _programme(world, him, health):
    other = world.suitable(
        at=world.now - 6 * WEEK,
        area=Area.objects.get(name="Coventry"),
        him=HIM | {"first_name": health("another man"), "last_name": health("another surname")},
    )
    session = world.due_session
    for referral in (him, other):
        enrol(
            referral,
            group=world.the_group,
            first_session=session,
            by=world.facilitator,
            at=world.now - 6 * WEEK,
        )
    entries = {
        him.pk: Entry("attended", note=health("note of a register")),
        other.pk: Entry("attended", note=health("note of another man")),
    }
    take_register(session, entries=entries, by=world.facilitator, at=session.starts_at + 2 * HOUR)
    his.record_measure(
        him,
        stage="initial",
        asked_date=world.now.date(),
        note=health("note of a measure"),
        answers={"M1": 3, "M13a": health("what he hopes for")},
        version=InstrumentVersion.objects.get(code="M", number=1),
        by=world.facilitator,
        at=world.now,
    )
    world.marked_attendance = him.attendances.get()


def _her_file(world, hers):
    file, by, now = world.marked_file, world.iss_worker, world.now
    hers.made[file.reference] = "reference of her file"
    hers.made["07700 900999"] = "her number"
    safe = {
        name: getattr(file.safe_contact, name) for name in ("phone", "phone_whose", "address", "code_word")
    }
    iss.update_safe_contact(file, checked_with=hers("checked with"), call="yes", **safe, by=by, at=now)
    iss.log_contact(
        file,
        happened_at=now,
        channel="call",
        two_way=True,
        safe_now=True,
        note=hers("note of a contact with her"),
        by=by,
        at=now,
    )
    iss.record_dash(
        file,
        asked_date=now.date(),
        answers=["yes"] * 24,
        judgement="high",
        judgement_because=hers("judgement"),
        notes=hers("notes of the dash"),
        item_notes={"3": hers("note to a question")},
        asked_by=hers("who asked the dash"),
        by=by,
        at=now,
    )
    plan = {"other": hers("safety plan"), "needs": hers("needs")}
    iss.write_safety_plan(file, parts=plan, made_date=now.date(), by=by, at=now)
    _marac(file, hers, by=by, now=now)
    iss.open_support(file, by=by, at=now)
    iss.log_support(file, kind="advocacy", date=now.date(), note=hers("note of support"), by=by, at=now)
    _support(world, file, hers)
    _measures(file, hers, by=by, now=now)


def _measures(file, hers, *, by, now):
    iss.record_her_measure(
        file, stage="initial", why_not="declined", note=hers("note of her measure"), by=by, at=now
    )
    version = InstrumentVersion.objects.in_force("W", now.date())
    iss.confirm_safe_to_talk(file, way="in_person", by=by, at=now)
    said = {
        "initial": {"W6": ["neck"], "W8": 2, "W14a": hers("her hope"), "W14b": hers("her second hope")},
        "midway": {"W8": 4, "W7": 2},
    }
    for stage, given in said.items():
        asked = {item.id: SKIPPED for item in version.at(stage)} | given
        iss.record_her_measure(
            file,
            stage=stage,
            asked_date=now.date(),
            version=version,
            answers=asked,
            mode="phone",
            asked_by=hers("who asked her the questions"),
            by=by,
            at=now,
        )


def _support(world, file, hers):
    by, now = world.iss_worker, world.now
    group = iss.start_support_group(
        name=hers("name of a group"), kind="group_work", where=hers("where a group meets"), by=by, at=now
    )
    day = {"held_date": now.date(), "minutes": 90, "at": now, "by": by}
    iss.keep_register(group, files=[file], note=hers("note of a register of hers"), **day)
    iss.review_support(
        file,
        held_date=now.date(),
        with_her=True,
        changed=hers("what has changed for her"),
        outcome="goes_on",
        by=by,
        at=now,
    )
    iss.allocate(file, worker=by, by=world.iss_manager, at=now)
    file.refresh_from_db()
    wish = hers("what she wants to hear")
    iss.record_wish(file, wanted=True, asked_date=now.date(), note=wish, by=by, at=now)
    iss.release_update(file, text=hers("what she is told"), drafted="-", until_at=now, by=by, at=now)


def _marac(file, hers, *, by, now):
    """Referred, heard, and something agreed; and what she said of paper."""
    marac = file.maracs.get(settled_at=None)
    iss.refer_to_marac(
        marac,
        referred_date=now.date(),
        criteria=marac.criteria,
        consent="no",
        without_consent_because=hers("why without her consent"),
        she_knows=False,
        concerns=hers("concerns for the marac"),
        asked_for=hers("asked of the marac"),
        by=by,
        at=now,
    )
    outcome = {"agencies": hers("agencies at the marac"), "outcome": hers("outcome of the marac")}
    iss.record_hearing(marac, heard_date=now.date(), by=by, at=now, **outcome)
    what, owner = hers("agreed at the marac"), hers("who does what was agreed")
    iss.agree_at_marac(marac, what=what, owner=owner, due_date=now.date(), by=by, at=now)
    why = hers("why no paper")
    iss.choose_paper(file, wanted=False, because=why, asked_date=now.date(), by=by, at=now)


def _table(world, hers, health):
    him, now = world.marked, world.now
    day = {"happened_date": now.date(), "at": now}
    joint.report_incident(him, side="iss", what=hers("incident not shared"), by=world.iss_worker, **day)
    joint.log_disclosure(
        him,
        side="iss",
        what=hers("disclosed"),
        to_whom=hers("to whom"),
        basis="safeguarding",
        could_he_receive_it=False,
        by=world.iss_worker,
        at=now,
    )
    at_review = {"occasion": "review", "topic": "risk", "at": now}
    joint.prepare_item(him, text=hers("prepared in private"), by=world.iss_worker, **at_review)
    joint.prepare_item(him, text=health("prepared by my time in private"), by=world.manager, **at_review)
    joint.share_risk_note(him, text="Shared on purpose.", by=world.iss_worker, at=now)
    joint.flag_distress(world.marked_attendance, by=world.facilitator, at=now)
    his.send_message(him, text=health("message"), by=world.social_worker, at=now)
    his.hold(him, reason=health("reason of the hold"), review_date=now.date(), by=world.facilitator, at=now)
