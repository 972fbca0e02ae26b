"""What stands around every page: the menu of one's role, the inbox's count, and what everybody should know now."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from django.conf import settings
from django.contrib.postgres.expressions import ArraySubquery
from django.db import connection
from django.db.models import Exists, Value
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from accounts.roles import GRANTS
from accounts.roles import Permission as P
from accounts.written import Written
from alerts.delivery import LATE, whether_mails_wait_since
from alerts.models import Notice
from monitoring.figures_page.frame import parts
from monitoring.glass.reading import standing_open
from monitoring.overview.making import sessions_target
from monitoring.running.reading import sweeps_between
from monitoring.saved.reading import filters_of
from monitoring.signing_in import sessions

# Text, URL name, and the permission that it takes (None: everybody who is signed in).
MENU = (
    ("Home", "home", None),
    ("Inbox", "inbox", None),
    ("Desk", "desk", P.ACKNOWLEDGE),
    ("Referrals", "referrals", P.SEE_HIS_FILES),
    ("Drafts", "drafts", P.REFER),
    ("Sessions", "sessions", P.SEE_GROUPS),
    ("Calendar", "calendar", P.RUN_SESSIONS),
    ("Groups", "groups", P.SEE_GROUPS),
    ("Files", "her_files", P.SEE_HER_FILES),
    ("Team", "her_team", P.ALLOCATE_HER_FILE),
    ("How to refer", "induction", P.REFER),
    ("Joint table", "joint", P.JOINT_TABLE),
    ("Figures", "figures", P.SEE_FIGURES),
    ("Other services", "services", P.SEE_DIRECTORY),
    ("Data quality", "quality", P.SEE_QUALITY),
    ("Figures", "area_figures", P.SEE_AREA_FIGURES),
    ("Training", "training", P.KEEP_TRAINING),
    ("Programme", "versions", P.MANAGE_PROGRAMME),
    ("People", "people", P.MANAGE_PEOPLE),
    ("Organisations", "organisations", P.MANAGE_PEOPLE),
    ("Timescales", "timescales", P.MANAGE_SETTINGS),
    ("Words of texts", "wordings", P.MANAGE_SETTINGS),
    ("Alerts", "ladders", P.MANAGE_SETTINGS),
    ("Running", "running", P.MANAGE_SETTINGS),
    ("Contacts", "service_contacts", P.MANAGE_SETTINGS),
    ("Emergency", "break_glass", P.BREAK_GLASS),
    ("Retention", "retention", P.REVIEW_RETENTION),
    ("Copies", "copy_requests", P.SEE_COPIES),
    ("Opened in emergencies", "glasses", P.REVIEW_GLASS),
    ("Trail", "trail", P.SEE_TRAIL),
    ("Extracts", "extracts", P.DECIDE_EXTRACT),
)
COUNTED_UP_TO = 100
# What fits into one line of a desktop; of a longer menu the rest is folded
IN_A_LINE = 9


def shell(request):
    """Context processor."""
    context = {"demo": settings.DEMO}
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return context
    context |= {"standing": _standing(request)}
    if getattr(request, "lacks_second_factor", False):
        # Nothing is open yet but what the page is about
        return context
    around = cache(lambda: _around(user))
    return context | {
        "navigation": _menu(user, request.path),
        "inbox_count": lambda: around().waiting,
        "saved": lambda: around().saved,
        "banners": lambda: _banners(around()),
        "glasses": cache(lambda: standing_open(user) if _may_ask() else []),
        # Rooms below do not know of targets; their pages may say what is aimed at
        "sessions_target": cache(lambda: sessions_target(timezone.now())),
        "figures_parts": cache(lambda: parts(user, request.path)),
    }


def _standing(request):
    """For static/js/session.js: how long the session lasts, and when that is said."""
    signed_in = getattr(request, "signed_in", None)
    return signed_in and {
        "left": sessions.seconds_left(signed_in, at=request.asked_at),
        "warn": int(settings.IDLE_WARNED_BEFORE.total_seconds()),
    }


class Entry(NamedTuple):
    text: str
    url: str
    active: bool = False


class Menu(NamedTuple):
    """``in_line``: what stands side by side; ``folded``: the rest of a longer menu."""

    in_line: tuple[Entry, ...]
    folded: tuple[Entry, ...]


def _menu(user, path):
    if not user.is_active:
        return None
    urls = (entry.url for entry in _entries(user.role))
    under = (url for url in urls if path == url or (path.startswith(url) and url != "/"))
    return _menu_at(user.role, max(under, key=len, default=""))


@cache
def _menu_at(role, open_page):
    menu = tuple(entry._replace(active=entry.url == open_page) for entry in _entries(role))
    folds = len(menu) > IN_A_LINE + 1
    return Menu(menu[:IN_A_LINE], menu[IN_A_LINE:]) if folds else Menu(menu, ())


@cache
def _entries(role):
    """A role's menu: neither what it may do nor the addresses change while the service runs."""
    granted = GRANTS.get(role, frozenset())
    return tuple(
        Entry(text, reverse(name))
        for text, name, permission in MENU
        if permission is None or permission in granted
    )


def _may_ask():
    """An error page is drawn while what the view did is being undone: then nothing can be asked any more."""
    return not connection.needs_rollback


@dataclass(frozen=True)
class Around:
    """What everybody should know now. ``waiting``: notices, up to a hundred. ``saved``: own filters of lists, as JSON."""

    waiting: int = 0
    mails_late: bool = False
    sweep_silent: bool = False
    saved: Sequence[str] = ()


def _around(user):
    """Everything that stands around a page, in one question."""
    if not _may_ask():
        return Around()
    at, silence = timezone.now(), settings.SWEEP_SILENT_AFTER
    asked = {"person": user.pk, "late_since": at - LATE}
    if silence is None:
        [(notices, late, saved, swept)] = _UNWATCHED.rows(**asked)
    else:
        [(notices, late, saved, swept)] = _WATCHED.rows(
            **asked, swept_since=at - silence, swept_until=at + silence
        )
    return Around(len(notices), late, not swept, saved)


def _asked(*, person, late_since, **swept):
    user = User(pk=person)
    waiting = Notice.objects.visible_to(user).waiting().values("pk")[:COUNTED_UP_TO]
    return User.objects.visible_to(user).values_list(
        ArraySubquery(waiting),
        whether_mails_wait_since(late_since),
        filters_of(user),
        Exists(sweeps_between(**swept)) if swept else Value(value=True),
    )


_WATCHED, _UNWATCHED = Written(_asked), Written(_asked)


def _banners(around):
    found = []
    if settings.EMAIL_BACKEND.endswith("filebased.EmailBackend") and not settings.DEMO:
        found.append(
            "Email is not set up: messages are written to a folder and not sent. Look at your inbox here."
        )
    elif around.mails_late:
        found.append(
            "Emails are late at the moment. Look at your inbox here: everything you are told is in it."
        )
    if around.sweep_silent:
        found.append(
            "Nobody is being reminded at the moment: promises have not been looked at for five minutes. "
            "Look at your own files and at what is due today. Administrators: see Running."
        )
    return found
