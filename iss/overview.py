"""Everything her page shows, gathered once."""

from dataclasses import dataclass
from datetime import timedelta
from functools import cache

from django.db.models import OuterRef

from accounts.addresses import address
from accounts.along import along, read
from accounts.cover import covers_of
from accounts.presence import presence, there
from accounts.roles import Permission
from accounts.written import WrittenModels
from alerts.kinds import Kind
from alerts.models import Alert
from audit.visible import Visible

from .audiences import HER_FILE as A_FILE_OF_HERS
from .beside import along_beside, beside, known_beside
from .measures.short import in_short
from .models import Deadline, HerContactAttempt, HerMeasure, PartnerFile, SafeContact, Support
from .next_step import next_step
from .risk import risk
from .safe import ways
from .statuses import HerStatus, SupportKind
from .term.reading import term_of

SHOWN, SOON = 5, timedelta(days=7)

# What may be recorded in which status: (url name, words, statuses in which it is not offered)
_EARLY, _CLOSED = {HerStatus.RELEASED}, {HerStatus.CLOSED}
ACTS = (
    ("her_safe_contact", "Check what is safe", _CLOSED),
    ("her_contact", "Log a contact or an attempt", _CLOSED),
    ("her_agreements", "Her agreements", _CLOSED),
    ("her_dash", "Complete a DASH", _EARLY | _CLOSED),
    ("her_safety_plan", "Safety plan", _CLOSED),
    ("her_maracs", "MARAC", _EARLY),
    ("her_support", "Log support", _EARLY | _CLOSED),
    ("her_measure", "Ask her the questions", _CLOSED),
    ("her_open_support", "Open her support", _EARLY | _CLOSED | {HerStatus.SUPPORTED}),
    ("her_close", "Close her file", _CLOSED),
    ("her_reopen", "Reopen her file", set(HerStatus) - _CLOSED),
    ("her_summary", "Summary for a meeting", set()),
)


@dataclass(frozen=True)
class Some:
    """The latest rows of a list, and those before them, which open on demand."""

    latest: list
    before: list

    @classmethod
    def of(cls, rows):
        rows = list(rows)
        return cls(rows[:SHOWN], rows[SHOWN:])


# What there may be on her page and is asked as the person: that her file is restricted, managers alone may know
PLACES = {
    "restricted": "iss_restriction where file_id = iss_partnerfile.id and lifted_at is null",
    "covers": "accounts_cover where away_id = iss_partnerfile.worker_id",
}
# What else there is, for it stands on every page and costs more to plan under her policies than all else of it
KNOWN = "dvpp_parts_of_hers(iss_partnerfile.id)"

# What of her promises and measures her page shows; no answer comes along
CLOCK = (
    *("id", "partner_file_id", "promise", "started_at", "due_at", "kept_at", "missed_at", "paused_at"),
    *("stopped_at", "excused_at", "excused_because"),
)
MEASURE = ("id", "stage", "asked_date", "why_not", "note", "window_opens", "window_closes", "at")


def what_there_is(at):
    """Annotations of her files: ``presence``, and what comes along with it."""
    promises = Deadline.objects.filter(partner_file=OuterRef("pk")).order_by("due_at")
    return {
        "presence": presence(PLACES, [KNOWN, *known_beside()]),
        "promised": along(promises, CLOCK),
        "measured": along(HerMeasure.objects.filter(file=OuterRef("pk")), MEASURE),
        **along_beside(at),
    }


def _her_file(person, *, pk, at):
    files = PartnerFile.objects.visible_to(person).annotate(**what_there_is(at))
    return files.select_related("worker", "area", "referral").filter(pk=pk)


def _safe_contact(*, file):
    return SafeContact.objects.filter(file=file, superseded_at=None)


def _attempts(*, file):
    attempts = HerContactAttempt.objects.filter(file=file).select_related("by")
    return attempts.order_by("-at", "-pk")


def _supports(*, file):
    supports = Support.objects.filter(file=file).standing().select_related("by")
    return supports.order_by("-date", "-pk")[:SHOWN]


HER_FILE = Visible(PartnerFile, _her_file)
_SAFE_CONTACT, _ATTEMPTS = WrittenModels(_safe_contact), WrittenModels(_attempts)
_SUPPORTS = WrittenModels(_supports)


def overview(file, user, at):
    contact = _SAFE_CONTACT.first(file=file.pk) if there(file, "safe_contacts") else None
    deadlines = read(Deadline, file.promised)
    running = [deadline for deadline in deadlines if deadline.is_running]
    dashes = _there(file, "dashes", "-at", "-pk")
    dash, plan = next(iter(dashes), None), next(iter(_there(file, "safety_plans", "-version")), None)
    safe = ways(contact, at)
    can_reach = any(way.is_safe for way in safe)
    step = next_step(file, running, can_reach=can_reach, dash=dash, plan=plan, at=at)
    return {
        "contact": contact,
        "stale": contact is not None and contact.is_stale(at),
        "ways": safe,
        "running": running,
        "ended": [deadline for deadline in deadlines if not deadline.is_running],
        "dash": dash,
        "plan": plan,
        "step": step,
        "step_url": address(step.url, file.pk) + step.query,
        "second_url": address(step.second, file.pk) if step.second else "",
        "distress": _distress(file, user),
        "late": [deadline for deadline in running if deadline.due_at <= at and deadline.paused_at is None],
        "soon": [deadline for deadline in running if at < deadline.due_at <= at + SOON],
        "acts": _acts(file, user),
        "term": term_of(file, deadlines, at=at),
        "quick": _quick(file),
        "covers": covers_of(file.worker_id, at=at) if there(file, "covers") else [],
        "ending": file.endings.order_by("-at", "-pk").first() if file.closed_date else None,
        **risk(file, user, at),
        **beside(file, user, at),
        **_records(file),
        "earlier_dashes": dashes[1:],
    }


def _there(file, name, *order):
    """The rows of a place with whoever wrote them; without a question where there are none."""
    rows = _rows_of(name, order).rows(file=file.pk) if there(file, name) else []
    for row in rows:
        row.file = file
    return rows


@cache
def _rows_of(name, order):
    model = PartnerFile._meta.get_field(name).related_model
    return WrittenModels(
        lambda *, file: model.objects.filter(file=file).select_related("by").order_by(*order)
    )


def _records(file):
    return {
        "attempts": Some.of(_ATTEMPTS.rows(file=file.pk) if there(file, "contact_attempts") else []),
        "agreements": _there(file, "agreements", "-asked_date", "-pk"),
        "supports": Some.of(_SUPPORTS.rows(file=file.pk) if there(file, "support") else []),
        "measures": in_short(read(HerMeasure, file.measured)),
    }


def _acts(file, user):
    acts = [(address(name, file.pk), words) for name, words, but in ACTS if file.status not in but]
    if user.may(Permission.ALLOCATE_HER_FILE) and file.status != HerStatus.CLOSED:
        acts.append((address("her_allocate", file.pk), "Give her file to a worker"))
    if user.may(Permission.SEE_READERS):
        acts.append((address("her_file_opened", file.pk), "Who has opened this file"))
    if user.may(Permission.RESTRICT):
        acts.append((address("her_restricted", file.pk), "Say who alone may open it"))
    return acts


# What a worker writes down most often, one press away; every other kind is on the form
QUICK = (SupportKind.TELEPHONE, SupportKind.FACE_TO_FACE, SupportKind.WRITTEN, SupportKind.ADVOCACY)


def _quick(file):
    """(address, words) of the kinds of support that are logged with one press; none before she has been reached."""
    if file.status in (HerStatus.RELEASED, HerStatus.CLOSED):
        return []
    page = address("her_support", file.pk)
    return [(f"{page}?kind={kind}", kind.label) for kind in QUICK] + [(page, "Anything else")]


def _distress(file, user):
    """While sharing is stopped, the latest distress alerts for the managers, who decide; else they stand beside him."""
    stopped = file.referral is not None and file.referral.sharing_stopped
    if not stopped or not user.may(Permission.ALLOCATE_HER_FILE):
        return []
    alerts = Alert.objects.filter(about_model=A_FILE_OF_HERS, about_id=file.pk, kind=Kind.DISTRESS)
    return list(alerts.order_by("-at")[:SHOWN])
