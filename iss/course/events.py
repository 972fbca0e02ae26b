"""What happened on her file as events of one course. Her provider reads all of it on her page; nobody else reads any."""

from django.urls import reverse

from accounts.timeline import Source

KINDS = {
    "steps": "Steps of her file",
    "contact": "Contact",
    "risk": "DASH, MARAC and safety plan",
    "support": "Support",
    "measures": "Measures",
    "promises": "Promises",
    "updates": "What she was told of him",
}


def sources(file):
    return [
        source for make in (_steps, _contact, _risk, _support, _promises, _updates) for source in make(file)
    ]


def _steps(file):
    yield Source(
        "steps",
        file.status_changes.select_related("by"),
        "at",
        lambda row: {"title": row.get_to_status_display(), "by": _name(row.by)},
    )
    yield Source(
        "steps",
        file.agreements.select_related("by"),
        "asked_date",
        lambda row: {
            "title": f"{row.get_about_display()}: {'agreed' if row.agreed else 'refused'}, {row.get_form_display().lower()}",
            "text": row.risk_note,
            "by": _name(row.by),
        },
    )


def _contact(file):
    yield Source("contact", file.contact_attempts.select_related("by"), "at", _reached)
    yield Source(
        "contact",
        file.safe_contacts.select_related("by"),
        "checked_at",
        lambda row: {"title": "What is safe was written down", "by": _name(row.by)},
    )


def _reached(row):
    began = " from her" if row.she_began else ""
    what = "Contact" if row.two_way else "Attempt"
    return {
        "title": f"{what}: {row.get_channel_display().lower()}{began}",
        "text": row.note,
        "by": row.by.name,
        "tone": "done" if row.two_way else "",
    }


def _risk(file):
    yield Source(
        "risk",
        file.dashes.select_related("by"),
        "at",
        lambda row: {
            "title": f"DASH: {row.get_level_display().lower()}, {row.yes} yes",
            "by": row.by.name,
            "href": row.get_absolute_url(),
        },
    )
    maracs = file.maracs.all()
    for when, words in (
        ("recommended_at", "MARAC recommended"),
        ("referred_date", "Referred to MARAC"),
        ("heard_date", "Heard at MARAC"),
    ):
        yield Source("risk", maracs, when, _marac(words))
    yield Source(
        "risk",
        file.safety_plans.select_related("by"),
        "at",
        lambda row: {
            "title": f"Safety plan, version {row.version}",
            "by": row.by.name,
            "href": reverse("her_safety_plan", args=[row.file_id]),
        },
    )


def _marac(words):
    return lambda row: {"title": words, "href": row.get_absolute_url()}


def _support(file):
    yield Source("support", file.support.standing().select_related("by"), "date", _supported)
    yield Source(
        "measures",
        file.measures.select_related("by"),
        "asked_date",
        lambda row: {
            "title": f"Asked the questions: {row.get_stage_display().lower()}",
            "by": _name(row.by),
            "href": reverse("her_measures", args=[row.file_id]),
        },
    )


def _supported(row):
    minutes = f"{row.minutes} minutes" if row.minutes else ""
    meeting = f"{row.get_meeting_display()}: {row.get_part_display().lower()}" if row.meeting else ""
    help_with = f"Help with {row.help_words}" if row.help_with else ""
    return {
        "title": f"Support: {row.get_kind_display().lower()}",
        "text": "\n".join(part for part in (minutes, meeting, help_with, row.note) if part),
        "by": row.by.name,
    }


def _promises(file):
    rows = file.deadlines.all()
    yield Source("promises", rows, "kept_at", lambda row: {"title": f"Kept: {row.promised}", "tone": "done"})
    missed = rows.filter(missed_at__isnull=False)
    yield Source(
        "promises", missed, "due_at", lambda row: {"title": f"Missed: {row.promised}", "tone": "late"}
    )
    yield Source(
        "promises",
        rows,
        "excused_at",
        lambda row: {"title": f"Excused: {row.promised}", "text": row.excused_because},
    )


def _updates(file):
    yield Source(
        "updates",
        file.progress_updates.select_related("released_by"),
        "released_at",
        lambda row: {
            "title": "An update for her was released",
            "by": row.released_by.name,
            "href": row.get_absolute_url(),
        },
    )
    yield Source(
        "updates",
        file.progress_updates.select_related("told_by"),
        "told_at",
        lambda row: {"title": "She was told", "text": row.told_note, "by": _name(row.told_by)},
    )


def _name(person):
    return person.name if person else ""
