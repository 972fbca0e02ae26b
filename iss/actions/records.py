"""Her agreements, DASH, safety plan, support and measures."""

from django.db import transaction
from django.db.models import F, Q

from accounts.refusal import Refused
from audit.trail import record
from iss.dash import JudgementLowers, Level, Thresholds, count_yes, final_level, recommends_marac
from iss.models import DashThreshold, HerMeasure, PartnerFile
from iss.models.documents import paper_name
from iss.statuses import HerStatus
from outcomes.models import PROMISES
from timescales import clocks

NOT_REACHED = (HerStatus.HELD, HerStatus.RELEASED)


@transaction.atomic
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


def thresholds_for(file):
    """The area's own thresholds; those of every other area where it has none."""
    rows = DashThreshold.objects.filter(Q(area=file.area_id) | Q(area=None)).order_by(
        F("area").asc(nulls_last=True)
    )
    row = rows.first()
    return row.values if row else Thresholds()


@transaction.atomic
def record_dash(file, *, asked_date, answers, events=0, judgement="", judgement_because="", notes="", by, at):
    """A DASH completed with her: 24 answers in item order. The first one makes the file assessed."""
    if file.status in NOT_REACHED:
        raise Refused("A DASH is completed with her: record safe contact with her first.")
    yes, thresholds = count_yes(answers), thresholds_for(file)
    if judgement and not judgement_because.strip():
        raise Refused("Give the reasons for your professional judgement.")
    try:
        level = final_level(yes, thresholds, judgement)
    except JudgementLowers as lowers:
        raise Refused(str(lowers)) from lowers
    dash = file.dashes.create(
        at=at,
        asked_date=asked_date,
        answers=list(answers),
        notes=notes,
        yes=yes,
        events=events,
        judgement=judgement,
        judgement_because=judgement_because,
        level=level,
        marac_recommended=recommends_marac(
            yes, thresholds, events=events, judged_high=judgement == Level.HIGH
        ),
        by=by,
    )
    if file.status == HerStatus.CONTACTED:
        file.move(HerStatus.ASSESSED, by=by, at=at)
    record("dash.recorded", file, by=by, at=at)
    return dash


@transaction.atomic
def write_safety_plan(file, *, plan, needs="", by, at):
    """A new version; earlier ones are kept."""
    PartnerFile.objects.select_for_update(of=("self",)).get(pk=file.pk)
    latest = file.safety_plans.order_by("-version").values_list("version", flat=True).first() or 0
    written = file.safety_plans.create(version=latest + 1, plan=plan, needs=needs, by=by, at=at)
    record("safety_plan.written", file, by=by, at=at, version=written.version)
    return written


@transaction.atomic
def log_support(file, *, kind, date, minutes=None, note="", by, at):
    if file.status in NOT_REACHED:
        raise Refused("Record safe contact with her before you record support.")
    support = file.support.create(kind=kind, date=date, minutes=minutes, note=note, by=by, at=at)
    record("support.logged", file, by=by, at=at, kind=kind)
    return support


@transaction.atomic
def record_her_measure(file, *, stage, asked_date=None, why_not="", note="", by, at):
    """A measure was taken with her, or why it was not. A later answer replaces an earlier reason."""
    measure, _ = HerMeasure.objects.update_or_create(
        file=file,
        stage=stage,
        defaults={"asked_date": asked_date, "why_not": why_not, "note": note, "by": by, "at": at},
    )
    clocks.keep(file.deadlines, PROMISES[stage], at=at)
    record("her_measure.recorded", file, by=by, at=at, stage=stage)
    return measure
