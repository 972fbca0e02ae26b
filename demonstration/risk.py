"""What a worker finds on her files of danger: DASHes over time, MARAC at each of its steps, plans, a paper or none."""

from datetime import date, timedelta

from iss import actions as iss
from iss.models import Deadline
from joint import actions as joint
from referrals.models import Referral

from .steps import DAY, HOUR, WEEK

FEWER = (1, 4, 7, 10, 16, 21)
GRAVE = (1, 2, 3, 4, 6, 8, 10, 11, 12, 14, 15, 18, 20, 21, 23)


def show_risk(steps, people, *, at):
    _every_three_months(steps, at=at)
    heard, referred, recommended, refused = (
        steps.files(_his(name)).get() for name in ("Maddox", "Hallett", "Okafor", "Ellery")
    )
    _heard(steps, heard, at=at)
    _referred(steps, referred, at=at)
    _recommended(steps, recommended, at=at)
    _no_paper(steps, refused, at=at)
    _through_the_iss(steps, at=at)
    _thresholds(people["administrator"], at=at)


def _every_three_months(steps, *, at):
    """A well-run service goes through it again in time; only what is days late is left."""
    ours = Deadline.objects.running().filter(partner_file__provider=steps.iss_worker.organisation)
    late = ours.filter(promise="review_dash", due_at__lte=at - WEEK).select_related("partner_file")
    while clock := late.order_by("due_at").first():
        _dash(steps, clock.partner_file, clock.due_at - DAY, yes=FEWER, events=1)


def _his(last_name):
    return Referral.objects.get(man__last_name=last_name, merged_into=None)


def _dash(steps, file, at, *, yes, **more):
    answers = ["yes" if number in yes else "dont_know" if number == 22 else "no" for number in range(1, 25)]
    return iss.record_dash(
        file,
        asked_date=at.date(),
        asked_where="service",
        answers=answers,
        by=steps.iss_worker,
        at=at,
        **more,
    )


def _heard(steps, file, *, at):
    """High risk five weeks ago, heard at the MARAC; something is late, something is still to do."""
    started = at - 5 * WEEK
    notes = {"15": "Once, in the kitchen, in front of the children.", "8": "Outside her work, most days."}
    _dash(steps, file, started, yes=GRAVE, events=4, item_notes=notes)
    marac = file.maracs.get(settled_at=None)
    _refer(steps, marac, started + DAY, consent="yes", she_knows=True)
    heard = started + 2 * WEEK
    iss.record_hearing(
        marac,
        heard_date=heard.date(),
        agencies="Police, children’s services, housing, health visitor, our service",
        outcome="Markers on the address; housing looks for somewhere else; her worker stays in touch weekly.",
        by=steps.iss_worker,
        at=heard + HOUR,
    )
    for what, owner, days in (
        ("Put a marker on her address", "Police", 3),
        ("Offer her somewhere else to live", "Housing officer", 16),
        ("Go through her plan again", steps.iss_worker.name, 30),
    ):
        day = (heard + days * DAY).date()
        action = iss.agree_at_marac(
            marac, what=what, owner=owner, due_date=day, by=steps.iss_worker, at=heard + HOUR
        )
        if owner == "Police":
            iss.settle_marac_action(action, done_date=day, by=steps.iss_worker, at=heard + days * DAY)
    made = at - 2 * WEEK
    iss.write_safety_plan(
        file,
        parts={
            "signs": "When he rings more than twice before eight.",
            "help": "Ring 999, then the neighbour downstairs: “have you any flour”.",
            "children": "They go to the neighbour by the back stairs.",
            "bag": "At the neighbour’s, with copies of the papers.",
            "herself": "Choir on Tuesdays.",
        },
        made_date=made.date(),
        by=steps.iss_worker,
        at=made,
    )
    iss.choose_paper(
        file,
        wanted=True,
        heading="Things to remember",
        parts=["children", "bag", "herself"],
        asked_date=made.date(),
        by=steps.iss_worker,
        at=made + HOUR,
    )


def _refer(steps, marac, at, **consent):
    iss.refer_to_marac(
        marac,
        referred_date=at.date(),
        criteria=marac.criteria,
        concerns="He waits for her outside her work and has threatened to kill her. He choked her in May, in front of the"
        " children. She left him two weeks ago.",
        asked_for="Somewhere else to live, a marker on her address, and one plan for the handovers of the children.",
        by=steps.iss_worker,
        at=at,
        **{"without_consent_because": "", **consent},
    )


def _referred(steps, file, *, at):
    _dash(steps, file, at - 4 * DAY, yes=GRAVE[:14], events=1)
    why = "He has threatened the children with a knife. She is too frightened to agree; the danger to them comes first."
    marac = file.maracs.get(settled_at=None)
    _refer(steps, marac, at - 3 * DAY, consent="not_asked", without_consent_because=why, she_knows=False)


def _recommended(steps, file, *, at):
    """Judged high yesterday: nothing has been done about it. Another DASH lies half-filled."""
    _dash(
        steps,
        file,
        at - 30 * HOUR,
        yes=GRAVE[:9],
        events=2,
        judgement="high",
        judgement_because="He knows where she has moved to. She has stopped going out.",
    )
    iss.owe_reassessment(file, because="separation", at=at - 20 * HOUR)
    values = {"item_1": ["yes"], "item_2": ["yes"], "note_2": ["Since Sunday."], "asked_where": ["phone"]}
    iss.keep_half_dash(file, values=values, by=steps.iss_worker, at=at - 2 * HOUR)


def _no_paper(steps, file, *, at):
    iss.choose_paper(
        file,
        wanted=False,
        because="He goes through her bag. She knows it by heart.",
        asked_date=(at - 3 * DAY).date(),
        by=steps.iss_worker,
        at=at - 3 * DAY,
    )


def _through_the_iss(steps, *, at):
    """Unsuitable after the joint discussion: what is recommended for her goes to her worker."""
    him = {"first_name": "Barry", "last_name": "Stanhope", "date_of_birth": date(1982, 4, 19)}
    referral = steps.carry_to_assessed(0, at - 24 * DAY, him=him)
    steps.find_provisional(referral, at - 14 * DAY)
    steps.support_her(referral, at - 13 * DAY)
    words = {"findings": "He denies all of it.", "unsuitable_reason": "denial", "risks": "He blames her."}
    told = at - 2 * DAY
    joint.record_side(
        referral,
        side="my_time",
        verdict="unsuitable",
        recommendation={
            "recommend_dash": True,
            "recommend_marac": True,
            "recommendation_via": "iss",
            "recommendation_who": steps.iss_worker.name,
            "recommendation_by_date": (at + timedelta(days=1)).date(),
        },
        by=steps.manager,
        at=told,
        **words,
    )
    joint.record_side(referral, side="iss", verdict="unsuitable", by=steps.iss_worker, at=told, **words)


def _thresholds(administrator, *, at):
    iss.change_threshold(
        area=None,
        medium=9,
        high=14,
        events=3,
        valid_date=(at + 30 * DAY).date(),
        by=administrator,
        at=at,
    )
