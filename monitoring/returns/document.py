"""What is frozen when a return is signed: every word and number of it, so that nothing is looked up later."""

from django.utils.timezone import localtime

from monitoring.figures_page import Table

ANONYMITY = (
    "No name, nickname or initials of anybody",
    "No place smaller than an area: no street, school, workplace or town",
    "No date, and no age or time closer than a year",
    "Nothing so unusual that somebody could know from it who it is",
)


def document(quarterly_return, *, at, by, comment, without_because):
    """The return as words, in the order in which it is printed."""
    parts = quarterly_return.parts.select_related("organisation", "checked_by").prefetch_related(
        "case_studies"
    )
    quarter = quarterly_return.quarter
    return {
        "reference": quarterly_return.reference,
        "quarter": quarter.label,
        "days": f"{quarter.first_day:%-d %B %Y} to {quarter.last_day:%-d %B %Y}",
        "counted": _moment(quarterly_return.counted_at),
        "signed": _moment(at),
        "signed_by": by.name,
        "comment": comment,
        "without_because": without_because,
        "parts": [_part(part) for part in parts],
        "case_studies": [
            {"organisation": part.organisation.name, "title": study.title, "body": study.body}
            for part in parts
            for study in part.case_studies.all()
            if study.state == study.State.PASSED
        ],
        "sections": quarterly_return.figures["sections"],
    }


def _part(part):
    return {
        "organisation": part.organisation.name,
        "checked": _moment(part.checked_at) if part.checked_at else "",
        "checked_by": part.checked_by.name if part.checked_by else "",
        "comment": part.comment,
    }


def as_tables(sections, *, of=None):
    """``sections`` as tables of a page, a spreadsheet or a document; ``of``: one provider's only."""
    return [
        Table(
            name=f"Table {place}",
            caption=section["caption"],
            columns=[
                {"text": text, **({"numeric": True} if n else {})}
                for n, text in enumerate(section["columns"])
            ],
            rows=section["rows"],
            definition=section["words"],
        )
        for place, section in enumerate(sections, start=1)
        if of is None or section["of"] == of
    ]


def _moment(at):
    return f"{localtime(at):%-d %B %Y, %H:%M}"
