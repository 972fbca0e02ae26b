"""Her side as it goes on: support looked at together, a group and a drop-in, what she is told of him, and an absence."""

from iss import actions
from iss.models import PartnerFile
from iss.models.support import Help, Meeting, Part
from iss.term.milestones import milestones
from joint.updates.drafting import draft
from monitoring.cover import set_cover
from timescales.working_time import add_calendar_months

from .steps import DAY, HOUR, WEEK

CHANGED = "She has the locks changed and sleeps better. She wants to go on, and to come to the Orchard group."
WISH = "Only when he has missed a session, and when he stops."


def support_them(steps, *, at):
    files = PartnerFile.objects.filter(worker=steps.iss_worker, status="supported").select_related("referral")
    files = list(files.order_by("pk"))
    for place, file in enumerate(files):
        _look_together(steps, file, at, late=place == 0)
    _help(steps, files[0], at)
    _meet(steps, files, at)
    _tell(steps, files, at)
    _cover(steps, at)


def _look_together(steps, file, at, *, late):
    """Every milestone that is past has been looked at; of one file the last is late."""
    opened_at = file.support_opened_at
    past = milestones(opened_at, min(at, add_calendar_months(opened_at, 12)), at=at)
    for moment in past[:-1] if late else past:
        day = moment - DAY
        actions.review_support(
            file,
            held_date=day.date(),
            with_her=True,
            changed=CHANGED,
            outcome="goes_on",
            by=steps.iss_worker,
            at=day,
        )


def _help(steps, file, at):
    def log(days, **facts):
        when = at - days * DAY
        return actions.log_support(file, date=when.date(), by=steps.iss_worker, at=when, **facts)

    log(
        9,
        kind="advocacy",
        for_whom="children",
        minutes=90,
        meeting=Meeting.CORE_GROUP,
        part=Part.WITH_HER,
        note="The school keeps the door closed at four. She spoke for herself.",
    )
    log(6, kind="face_to_face", minutes=60, help_with=[Help.HOUSING, Help.BENEFITS], note="Form for a move.")
    slip = log(2, kind="telephone", minutes=5, note="She has the date for the move.")
    actions.correct_support(slip, minutes=25, because="A slip of the pen", by=steps.iss_worker, at=at - DAY)


def _meet(steps, files, at):
    by = steps.iss_worker
    began = at - 8 * WEEK
    group = actions.start_support_group(
        name="Orchard group",
        kind="group_work",
        when="Weekly, 10am",
        where="The back room, Orchard House",
        by=by,
        at=began,
    )
    actions.start_support_group(
        name="Drop-in", kind="drop_in", when="Fridays, 1pm to 3pm", where="Orchard House", by=by, at=began
    )
    for weeks in (3, 2, 1):
        when = at - weeks * WEEK
        there = [file for file in files[: 5 - weeks] if file.support_opened_at <= when]
        actions.keep_register(
            group, held_date=when.date(), minutes=120, files=there, others=2, note="Saying no", by=by, at=when
        )


def _tell(steps, files, at):
    """One has been told twice, one has a released update that waits, one does not want to know."""
    by = steps.iss_worker
    for place, file in enumerate(files[:3]):
        asked = at - 9 * WEEK
        wanted = place < 2
        actions.record_wish(
            file, wanted=wanted, asked_date=asked.date(), note=WISH if wanted else "", by=by, at=asked
        )
    _update(steps, files[0], at - 5 * WEEK)
    told = _update(steps, files[0], at - WEEK)
    _update(steps, files[1], at - 3 * HOUR)
    actions.tell_update(
        told,
        channel="in_person",
        happened_at=at - WEEK + HOUR,
        safe_now=True,
        note="She wants to talk about what comes after.",
        by=by,
        at=at - WEEK + HOUR,
    )


def _update(steps, file, at):
    before = file.progress_updates.order_by("-until_at").values_list("until_at", flat=True).first()
    words = draft(file, since=before, until=at)
    return actions.release_update(file, text=words, drafted=words, until_at=at, by=steps.iss_worker, at=at)


def _cover(steps, at):
    """Fern is away this week; Leila stands in."""
    away = steps.people["iss-worker-2"]
    files = PartnerFile.objects.filter(worker=steps.iss_worker, status__in=("assessed", "supported"))
    for file in files.order_by("-pk")[:2]:
        actions.allocate(file, worker=away, by=steps.people["iss-manager"], at=at - 2 * DAY)
    set_cover(
        away=away,
        covered_by=steps.iss_worker,
        from_date=(at - DAY).date(),
        to_date=(at + 4 * DAY).date(),
        by=steps.people["iss-manager"],
        at=at - DAY,
    )
