"""Documents of as many rows as one PDF may have, to be made by a worker: of a record, and of tables."""

import json

WORDS = "He came late, and spoke of the children and of what he had agreed to try until the next session."
COLUMNS = ["Area", "Referrals", "Suitable", "Started", "Completed", "Per cent"]


def ask_for(each, *, at):
    """So many of either kind; the ids of the papers."""
    from django.conf import settings

    from accounts.models import User
    from monitoring.models import MadePaper
    from monitoring.papers.actions import ask_for_paper
    from monitoring.returns.on_paper import RETURN
    from monitoring.subject_access.on_paper import COPY

    who = {role: User.objects.filter(role=role).first() for role in ("manager", "dpo", "opcc")}
    for number in range(each):
        ask_for_paper(COPY, _copy(number, settings.PAPER_AT_MOST, who, at=at), by=who["manager"], at=at)
        ask_for_paper(RETURN, _return(number, settings.PAPER_AT_MOST, who, at=at), by=who["opcc"], at=at)
    return list(MadePaper.objects.filter(at=at).values_list("pk", flat=True))


def _copy(number, rows, who, *, at):
    """Checked, and to be given: entries of five rows."""
    from monitoring.models import CopyRequest
    from referrals.models import Man

    items = [
        {"id": str(item), "rows": [[f"Label {row}", WORDS] for row in range(5)]} for item in range(rows // 5)
    ]
    return CopyRequest.objects.create(
        reference=f"SA-{at:%H%M%S}-{number}",
        man=Man.objects.order_by("pk").first(),
        received_date=at.date(),
        by=who["dpo"],
        at=at,
        content=[{"title": "Contacts", "items": items}],
        prepared_at=at,
        prepared_by=who["manager"],
        approved_at=at,
        approved_by=who["dpo"],
    )


def _return(number, rows, who, *, at):
    from monitoring.models import QuarterlyReturn

    table = {"caption": "By area", "columns": COLUMNS, "words": WORDS, "of": None}
    table["rows"] = [[f"Area {row}", *(str(row * column) for column in range(1, 6))] for row in range(50)]
    frozen = {"sections": [table] * (rows // 50), "parts": [], "case_studies": [], "signed": "1 May 2026"}
    return QuarterlyReturn.objects.create(
        reference=f"RET-{at:%H%M%S}-{number}",
        year=1900 + QuarterlyReturn.objects.count(),
        number=1,
        figures_json="{}",
        counted_at=at,
        drafted_at=at,
        signed_at=at,
        signed_by=who["opcc"],
        frozen_json=json.dumps(frozen),
    )
