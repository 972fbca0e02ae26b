"""Her agreements."""

from accounts.acting import one_act
from accounts.refusal import Refused
from audit.trail import record
from iss.models.documents import paper_name


@one_act
def record_agreement(
    file,
    *,
    about,
    asked_date,
    agreed,
    form,
    asked_by="",
    witness="",
    risk_note="",
    document=None,
    by,
    at,
):
    """Her answer. A refusal is never shown to him, does not by itself bar him, and needs a risk note."""
    if not agreed and not risk_note.strip():
        raise Refused("A refusal needs a risk note: what does it mean for her safety?")
    agreement = file.agreements.create(
        about=about,
        asked_date=asked_date,
        agreed=agreed,
        form=form,
        asked_by=asked_by,
        witness=witness,
        risk_note=risk_note,
        document=document or "",
        document_name=paper_name(file, document) if document else "",
        by=by,
        at=at,
    )
    record("her_agreement.recorded", file, by=by, at=at, agreement=about)
    return agreement
