"""Support, registers, the year, the team and progress updates: her provider's own people, and nobody else."""

from iss import actions
from iss.models import SupportGroup

from .policy import ISS, Row
from .rows_iss import OURS, THEIRS, hers


def an_entry(world):
    file = world.linked_file
    entry = file.support.standing().first() or actions.log_support(
        file, kind="telephone", date=world.now.date(), by=world.iss_worker, at=world.now
    )
    return {"pk": file.pk, "entry": entry.pk}


def a_group(world):
    group = SupportGroup.objects.filter(provider=world.iss_worker.organisation).first()
    group = group or actions.start_support_group(
        name="Tuesday group", kind="group_work", by=world.iss_worker, at=world.now
    )
    return {"pk": group.pk}


def an_update(world):
    file = world.linked_file
    if file.worker_id is None:
        actions.allocate(file, worker=world.iss_worker, by=world.iss_manager, at=world.now)
        file.refresh_from_db()
    if not file.update_wishes.exists():
        actions.record_wish(file, wanted=True, asked_date=world.now.date(), by=world.iss_worker, at=world.now)
    update = file.progress_updates.first() or actions.release_update(
        file, text="He came.", drafted="He came.", until_at=world.now, by=world.iss_worker, at=world.now
    )
    return {"pk": file.pk, "update": update.pk}


def ours(kwargs, **row):
    return Row(who=OURS, hidden_from=THEIRS, kwargs=kwargs, **row)


ROWS = {
    "her_all_support": hers(),
    "her_correct_support": ours(an_entry),
    "her_take_back_support": ours(an_entry),
    "her_support_review": hers(),
    "support_groups": Row(who=ISS),
    "add_support_group": Row(who=ISS),
    "support_group": ours(a_group),
    "support_register": ours(a_group),
    "end_support_group": ours(a_group, method="post", status=302),
    "her_team": Row(who=frozenset({"iss_manager", "other_iss_manager"})),
    "her_updates": hers(),
    "her_update_wish": hers(),
    # Sent back to the list with the reason: she has not been asked
    "her_update_draft": hers("released", status=302),
    "progress_update": ours(an_update),
    "progress_update_pdf": ours(an_update),
}
