"""Drafts begun with the earlier pages open in the present ones, with everything that was typed."""

from django.db import migrations

WEEKDAYS = ["0", "1", "2", "3", "4"]
GROUPS = ("White", "Mixed", "Asian", "Black", "Other")


def as_now(data):
    """The pages of a draft as they are asked now; {page: {box: text or list of texts}}."""
    now = {page: dict(boxes) for page, boxes in data.items() if page not in ("why", "availability")}
    why, times = data.get("why", {}), data.get("availability", {})
    where = {box: why[box] for box in ("area", "lives_there") if box in why} | _times(times)
    if where:
        now["where"] = now.get("where", {}) | where
    if source := why.get("source"):
        now.setdefault("children", {})["source"] = source if source in ("self", "other") else "plan"
    if ethnicity := now.get("him", {}).pop("ethnicity", ""):
        now.setdefault("equality", {}).update(_ethnicity(ethnicity))
    for page in ("partner", "partner-2", "partner-3"):
        if page in now:
            now[page] = _her_answer(now[page])
    return now


def _times(page):
    said = page.get("times", [])
    said = said if isinstance(said, list) else [said]
    boxes = {"note": page["note"]} if page.get("note") else {}
    if "mornings" in said or "afternoons" in said:
        boxes["daytime"] = WEEKDAYS
    if "evenings" in said:
        boxes["evening"] = WEEKDAYS
    # Half a day is not kept apart any more: what was said stays to be read
    if ("mornings" in said) != ("afternoons" in said):
        half = "mornings" if "mornings" in said else "afternoons"
        boxes["note"] = " ".join(filter(None, [f"In the daytime only {half}.", boxes.get("note", "")]))[:110]
    return boxes | ({"times_unknown": "on"} if "unknown" in said else {})


def _ethnicity(said):
    group, _, more = said.partition(": ")
    if group not in GROUPS:
        return {"ethnic_group": said}
    return {"ethnic_group": group} | ({f"background_{group.lower()}": more} if more else {})


def _her_answer(boxes):
    answer = boxes.get("asked", "")
    if answer not in ("agreed", "refused", "not_asked"):
        return boxes
    kept = {box: value for box, value in boxes.items() if not box.startswith(("agreed_", "refused_"))}
    if answer == "not_asked":
        return kept | {"asked": "no"}
    moved = {
        "asked_" + box.removeprefix(f"{answer}_"): value
        for box, value in boxes.items()
        if box.startswith(f"{answer}_date")
    }
    how = {"how": boxes[f"{answer}_how"]} if boxes.get(f"{answer}_how") else {}
    return kept | moved | how | {"asked": "yes", "agreed": "yes" if answer == "agreed" else "no"}


def bring_up_to_date(apps, schema_editor):
    drafts = apps.get_model("intake", "Draft")
    for draft in drafts.objects.filter(submitted_at=None).exclude(data={}).iterator():
        draft.data = as_now(draft.data)
        draft.save(update_fields=["data"])


class Migration(migrations.Migration):
    dependencies = [("intake", "0002_again_and_in_two_tabs")]
    operations = [migrations.RunPython(bring_up_to_date, migrations.RunPython.noop)]
